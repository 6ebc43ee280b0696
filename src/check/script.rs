//! Which common characters only traditional or only simplified Chinese has.

use std::sync::LazyLock;

/// Those of traditional Chinese.
pub(super) static TRADITIONAL: LazyLock<Characters> = LazyLock::new(|| Characters::of(TRADITIONAL_ONLY));
/// Those of simplified Chinese.
pub(super) static SIMPLIFIED: LazyLock<Characters> = LazyLock::new(|| Characters::of(SIMPLIFIED_ONLY));

/// Common characters that only traditional text has; those that simplified text has too (后, 里, 干) are left out.
const TRADITIONAL_ONLY: &str = "\
    鄉國學長門張劉陳楊黃趙吳孫馬羅鄭謝韓馮許鄧蔣葉閻餘蘇盧賈鍾譚陸鄒龔萬錢湯賀賴顧龍嚴衛華東義風雲電車書畫話說語讀認議記設計\
    試評證護報實寫對導專將當會們個來時間問題員進過還這邊達運動務勞勢區協單賣買貴費資質贈貧財賬負責貨線組織級紅約純紙終結給絕\
    統經綠維網總績續縣鎮鐵銀錄鋪鄰陽陰際隊階險隨難雙雜離靜響頁項順須領頭顆類願飯飲館養驗魚鳥鷄麗齊齒點黨體髮戶戰戲屬島崗嶺帶\
    師幫廠廣慶應懷態憲戀擔據擇擊擴攝敵數斷無舊條極構樓標樣樹橋機檢檔權歲歷歸殘氣決況溝滅滿漁潔濟灣灑災煙熱爐爭爺牆獎獨獲環現\
    產畝異療盜盡監礎禮種積穩窮競筆節範築簡籃糧緊緣練縮習聯聲職聽腦臨舉藝藥蘭處號蟲術補裝複見規視親覺觀觸訂訊討訓訪診詢該詳誠\
    調談請論講識譯讓變豐貝貢貫賓賞賽趕跡踐躍軍軌軟輕輛輪輸轉辦農選遠適遲遷遺郵醫釋針鋼錯鎖鏡鑒閉開閒閣闊關陣隱靈頂預頓額顯飛\
    餵駐駛騎騙驚鬥鬧鮮鴨麥";

/// Common characters that only simplified text has.
const SIMPLIFIED_ONLY: &str = "\
    乡国学长门张刘陈杨黄赵吴孙马罗郑谢韩冯许邓蒋叶阎苏卢贾钟谭陆邹龚钱汤贺赖顾龙严卫华东义风电车书画话说语读认议记设计试评证\
    护报实写对导专将当会们个来时间问题员进过还这边达运动务劳势区协单卖买贵费资质赠贫财账负责货线组织级红约纯纸终结给绝统经绿\
    维总绩续县镇铁银录铺邻阳阴际队阶险随难双杂静响页项顺须领头颗类饭饮馆养验鱼鸟鸡丽齐齿点发户战戏属岛岗带师帮广庆应态宪恋担\
    择击扩摄敌数断无旧条楼标样树桥检档权岁历归残决况沟灭满渔济湾灾烟热炉争爷墙奖独获环现产亩疗盗尽监础礼积稳穷竞笔节简篮粮紧\
    缘练缩习联声职脑临举艺药兰处号术补装见规视亲觉观订讯讨训访诊询该详诚调谈请论讲识译让变贝贡贯宾赏赛迹践跃军轨软轻辆轮输转\
    办农选远迟迁遗邮医释针钢错锁镜鉴闭开闲阁阔关阵隐灵顶预顿额显飞驻驶骑骗闹鲜鸭麦";

/// A set of common characters.
#[derive(Debug)]
pub(super) struct Characters(Vec<bool>);

impl Characters {
    /// The first character of Unicode's main Han block, in which all common ones lie.
    const FIRST: u32 = 0x4e00;

    fn of(all: &str) -> Characters {
        let mut set = vec![false; 0x5200];
        all.chars().for_each(|c| set[(c as u32 - Characters::FIRST) as usize] = true);
        Characters(set)
    }

    /// Whether it holds `c`.
    pub(super) fn has(&self, c: char) -> bool {
        let at = (c as u32).wrapping_sub(Characters::FIRST) as usize;
        self.0.get(at).is_some_and(|has| *has)
    }
}
