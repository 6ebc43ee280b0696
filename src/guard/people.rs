//! Words that say who somebody is: in keys, before a name, in its place; and surnames.

use crate::word_list::word_list;

/// Words in keys that say: a person.
pub(super) const PERSON: [&str; 47] = word_list(
    "户主 家长 姓名 名字 联系人 监护人 法人 承包人 责任人 负责人 代理人 共有人 申请人 担保人 抚养人 赡养人 \
    继承人 受益人 收款人 持卡人 开户人 户名 本人 曾用名 别名 小名 乳名 绰号 外号 邻居 承包户 租客 租户 房东 \
    借款人 经办人 使用权人 权利人 当事人 申报人 农户 户代表 紧急联系 全名 owner tenant headof",
);
/// Characters in keys that say: one of the family.
pub(super) const KIN: &str = "妻夫媳婿儿女子父母爹娘爸妈爷奶婆公祖孙甥侄兄弟姐妹哥姑姨舅叔伯婶嫂岳亲娃眷偶伴";
/// Words in keys that say so without one of these characters.
pub(super) const FAMILY: [&str; 6] = ["家属", "家人", "成员", "爱人", "孩", "闺"];
/// Words in keys that say: something else about them.
pub(super) const NOT_NAMES: [&str; 34] = [
    "电话", "手机", "号", "证", "卡", "数", "人口", "关系", "年龄", "岁", "出生", "生日", "类", "性质",
    "微信", "qq", "邮", "职", "单位", "学", "文化", "址", "去向", "状", "情况", "收入", "金", "病", "残",
    "性别", "电子", "办公", "公路", "备注",
];
/// The same in English, as whole words.
pub(super) const ENGLISH: [&str; 32] = word_list(
    "name head spouse wife husband partner son daughter child children father mother parent guardian contact \
    relative family member kin brother sister uncle aunt nephew niece cousin grandson granddaughter \
    grandfather grandmother grandchild neighbour",
);

/// What people are to each other, as it stands before or behind a name.
pub(super) const RELATIONS: [&str; 68] = word_list(
    "户主 本人 配偶 丈夫 妻子 爱人 老伴 媳妇 儿子 女儿 长子 次子 三子 四子 独子 养子 继子 长女 次女 三女 独女 \
    养女 大儿子 二儿子 小儿子 大女儿 二女儿 小女儿 父亲 母亲 父子 母子 孙子 孙女 外孙 外孙女 儿媳 大儿媳 \
    女婿 兄弟 姐妹 哥哥 弟弟 姐姐 妹妹 侄子 侄女 外甥 岳父 岳母 公公 婆婆 祖父 祖母 监护人 联系人 邻居 叔叔 \
    其子 其女 其妻 其夫 其父 其母 儿媳妇 孙媳 孙媳妇 孙女婿",
);
/// The same in one character, where a name follows: 妻王桂花. None of them is a surname.
pub(super) const SHORT: &str = "妻夫子女儿媳婿父";
/// How institutions and other bodies end that stand in the place of a person.
pub(super) const BODIES: [&str; 18] = word_list(
    "委会 村委 居委 支部 集体 合作社 公司 干部 政府 派出所 卫生院 卫生室 敬老院 养老院 医院 学校 中心 服务站",
);

/// What stands in the place of a name and is none.
pub(super) const STATES: [&str; 51] = word_list(
    "同上 不详 未知 已故 空户 电话 外出 务工 打工 务农 在家 在外 健在 在读 上学 读书 小学 初中 高中 中专 大专 \
    本科 大学 退休 参军 病故 去世 死亡 未婚 已婚 离异 离婚 丧偶 没有 常住 学生 农民 工人 教师 两人 高血压 \
    糖尿病 心脏病 脑梗 老两口 幼儿园 解放军 跑运输 做生意 石家庄 张家口",
);

/// Surnames of one character, from the most frequent on; and those of two.
pub(super) const SURNAMES: &str = "\
    王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金\
    陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左\
    涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧\
    畅宫来苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌\
    银扬明沙伏岑习胥保和蔺水云肖闫凃";
pub(crate) const DOUBLE: [&str; 14] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "尉迟", "皇甫", "公孙", "慕容", "长孙", "宇文", "令狐",
    "端木",
];
/// Behind a word of two characters these make another: 高中生.
pub(super) const ENDINGS: &str = "生员工人户者民岁级年班组类型性";
/// What follows a name in a sentence.
pub(super) const FOLLOWING: &str = "在为是有于去与和及已现患的等住由被因从到今";
