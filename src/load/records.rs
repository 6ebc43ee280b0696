//! The table of keys, records: every record kind of a record file and of a page, with both names of each key.

use rust_decimal::Decimal;

use super::compound::{Details, KeyedDetails, Scores};
use super::paths::FileRef;
use super::shape::{Choice, Context, Decode, ValueKind, shape};
use super::tree::Node;
use super::values::*;
use crate::calendar::{Month, NaiveDate, Period};
use crate::private::Private;

shape! {
    /// 更正: why something was put right after it was published.
    RawCorrection "correction" "更正" {
        date: NaiveDate, "date" "日期", Required, "哪天更正", "when it was put right", "2026-07-02";
        key: String, "key" "事项", Required, "改的是哪一项", "which key was wrong", "完成期限";
        reason: String, "reason" "原因", Required, "为什么改", "why", "汛期停工两个月，村民代表会议同意顺延";
    }
}

shape! {
    /// 岗位: a post of a grid.
    RawPost "post" "岗位" {
        post: String, "post" "岗位", Required, "岗位名称", "the post's title", "网格长";
        member: MemberRef, "member" "责任人", Optional, "担任的人", "who holds it", "zhang-san";
        backup: MemberRef, "backup" "B岗", Optional, "AB 岗中的 B 岗", "who stands in (the B of an AB post)", "li-si";
        vacant: bool, "vacant" "空缺", Optional, "岗位空缺", "whether the post stands vacant", "是";
        duties: Several<String>, "duties" "职责", Optional, "职责", "duties", "每月走访一遍";
        how: String, "how" "产生方式", Optional, "怎样产生", "how the holder was chosen", "推选";
        from: NaiveDate, "from" "起", Optional, "任期第一天", "first day of the term", "2025-01-01";
        to: NaiveDate, "to" "止", Optional, "任期最后一天", "last day of the term", "2027-12-31";
    }
}

shape! {
    /// 队伍: a team of a grid.
    RawTeam "team" "队伍" {
        name: String, "name" "名称", Required, "队伍名称", "the team's name", "护林防火队";
        kind: String, "kind" "类型", Optional, "类型", "its kind", "志愿服务";
        theme: String, "theme" "主题", Optional, "主题", "its theme", "生态";
        members: Several<MemberRef>, "members" "成员", Optional, "成员", "its members", "[zhang-san, li-si]";
    }
}

shape! {
    /// 组成
    RawPart "part of a figure" "组成" {
        name: String, "name" "名称", Required, "名称", "name", "自然村党小组";
        value: Decimal, "value" "数值", Required, "数值", "the number", "780";
    }
}

shape! {
    /// 数据
    RawFigure "figure" "数据" {
        name: String, "name" "名称", Required, "名称", "name", "党小组";
        value: Decimal, "value" "数值", Required, "数值；下一级也写了的，要等于它们的和", "the number; where the grids straight below give it too, their sum", "961";
        unit: String, "unit" "单位", Optional, "单位", "unit", "个";
        approx: bool, "approx" "约数", Optional, "约数，不核对", "whether it is about so many: not reconciled", "是";
        counts: String, "counts" "清点", Optional, "清点下面列出的哪一类网格（写类型，或层级的名称），或住户、服务事项、服务类别；下一级写了同名数据的，核对它们的和", "what it counts, unless the grids straight below give the figure: listed grids below of a kind or of a level, by its name, or 住户 (households), 服务事项 (services), 服务类别 (service_categories)", "自然村党小组";
        of: Decimal, "of" "总数", Optional, "是多少里面的", "out of how many", "167";
        percent: Decimal, "percent" "占比", Optional, "占总数百分之几，会核对", "its share of them in per cent, worked out again", "94.0";
        parts: List<RawPart>, "parts" "组成", Optional, "由哪几部分组成，合计要相等", "what it is made of; they add up to it", "[{name: 新建, value: 30}]";
    }
}

shape! {
    /// 网格
    RawGrid "grid" "网格" {
        id: Id, "id" "编号", Optional, "编号；不写就用名称的拼音", "id; the pinyin of the name when left out", "qian-gou";
        name: String, "name" "名称", Required, "名称", "name", "前沟网格";
        network: NetworkRef, "network" "体系", Optional, "所属体系，只写在最上一级；不写是第一个", "network, on a root only; the first when left out", "grid";
        level: LevelRef, "level" "层级", Required, "层级的编号或名称", "id or name of its level", "patch";
        parent: GridRef, "parent" "上级", Optional, "上级网格；最上一级不写", "the grid above; none for a root", "tulingdi";
        aka: Several<String>, "aka" "别称", Optional, "老名字、俗称", "earlier or popular names", "[老街]";
        merged_from: Several<String>, "merged_from" "合并自", Optional, "由哪些村、组合并而来", "the villages or groups it was merged from", "[东湾村, 西湾村]";
        kind: String, "kind" "类型", Optional, "类型，同一层级里分几种时写", "its kind, where a level has several", "产业党小组";
        code: Code, "code" "网格编码", Optional, "网格编码", "official grid code", "140431203206001";
        lead: MemberRef, "lead" "负责人", Optional, "负责人（等于写一个以层级称谓为名的岗位）", "the lead (short for one post with the level's lead title)", "zhang-san";
        posts: List<RawPost>, "posts" "岗位", Optional, "岗位", "posts", "";
        teams: List<RawTeam>, "teams" "队伍", Optional, "队伍", "teams", "";
        households: u32, "households" "户数", Optional, "公布的户数，会与名册核对", "declared number of households, reconciled with those listed", "28";
        population: u32, "population" "人口", Optional, "公布的人口，会与名册核对", "declared number of people, reconciled with those listed", "84";
        area_km2: Decimal, "area_km2" "面积", Optional, "面积（平方公里）", "area in square kilometres", "3.2";
        figures: List<RawFigure>, "figures" "数据", Optional, "其他公布的数，按写的先后", "further published numbers, in the order written", "";
        boundary: FileRef, "boundary" "边界", Optional, "边界的 GeoJSON 文件", "a GeoJSON file with its boundary", "maps/qiangou.geojson";
        place: String, "place" "阵地", Optional, "活动或服务场所", "where it meets or serves", "便民服务中心";
        services: Several<String>, "services" "服务清单", Optional, "服务事项", "services offered", "[代办证件, 政策咨询]";
        note: MarkdownText, "note" "说明", Optional, "说明（Markdown）", "note (Markdown)", "党员责任区";
        named: Several<String>, "named" "公示姓名", Optional, "依法或经同意在这段文字里点名的人（户主、家人）；要同时写依据", "people of households whom this text names on purpose; needs a basis", "[李建设]";
        basis: String, "basis" "依据", Optional, "按什么规定点名", "what requires that they are named", "村民委员会组织法第三十条";
        from: NaiveDate, "from" "起", Optional, "从哪天起", "first day", "2023-02-01";
        to: NaiveDate, "to" "止", Optional, "到哪天止", "last day", "2026-12-31";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 荣誉
    RawHonour "honour" "荣誉" {
        title: String, "title" "称号", Required, "称号", "title", "优秀共产党员";
        date: NaiveDate, "date" "日期", Optional, "日期", "date", "2026-07-01";
    }
}

shape! {
    /// 责任人
    RawMember "member" "责任人" {
        id: Id, "id" "编号", Optional, "编号；不写就用姓名的拼音", "id; the pinyin of the name when left out", "zhang-san";
        name: PersonName, "name" "姓名", Required, "姓名", "name", "张三";
        title: String, "title" "职务", Optional, "职务", "position", "村委会委员";
        party_member: bool, "party_member" "党员", Optional, "是否党员", "whether a party member", "是";
        grid: GridRef, "grid" "所属网格", Optional, "所属网格", "the grid the member belongs to", "goukou";
        phone: Phone, "phone" "电话", Optional, "电话；同意公开才会全部显示", "phone; shown in full only with consent", "13800138000";
        phone_public: bool, "phone_public" "公开电话", Optional, "本人是否同意公开电话", "whether the member consents to the number being shown", "是";
        photo: FileRef, "photo" "照片", Optional, "照片文件", "a picture file", "photos/zhang-san.jpg";
        covers: Several<HouseholdRef>, "covers" "包联户", Optional, "包联的户：编号或一段编号", "households covered: ids or ranges", "[h-001..h-007]";
        duties: Several<String>, "duties" "职责", Optional, "职责", "duties", "政策宣传";
        pledge: String, "pledge" "承诺语", Optional, "一句话承诺", "pledge in a sentence", "有事随时找我";
        honours: List<RawHonour>, "honours" "荣誉", Optional, "荣誉", "honours", "";
        from: NaiveDate, "from" "起", Optional, "从哪天起任职", "first day of service", "2023-02-01";
        to: NaiveDate, "to" "止", Optional, "最后一天；其各个岗位同时结束", "last day; ends every post held", "2026-05-31";
        private: Details, "private" "内部", Optional, "内部信息，不会公布", "internal details, never published", "{备注: ……}";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 住户
    RawHousehold "household" "住户" {
        id: Id, "id" "户编号", Required, "户编号", "id", "h-001";
        door: String, "door" "门牌", Required, "门牌", "door", "前沟1号";
        label: Private<String>, "label" "公示名", Optional, "本户同意公开的称呼", "what the household agreed to be called in public", "向阳人家";
        grid: Several<GridRef>, "grid" "网格", Required, "所在网格；几个体系时写列表", "its grid; a list where there are several networks", "goukou";
        group: String, "group" "村民小组", Optional, "村民小组", "villager group", "第一村民小组";
        people: Private<u32>, "people" "人口", Optional, "人口，只用于核对合计", "number of people, used for totals only", "3";
        covered_by: Several<MemberRef>, "covered_by" "包联人", Optional, "包联人，可以几个", "who covers it, one or several", "zhang-san";
        to: NaiveDate, "to" "止", Optional, "销户、合户、搬走的那天；写了就不再列出，也不再计数", "the day on which it ended; it is neither listed nor counted any more", "2026-05-31";
        private: KeyedDetails, "private" "内部", Optional, "内部信息，不会公布；每一项都有键", "internal details, never published, each with a key", "{户主: ……}";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 进展
    RawProgress "progress step" "进展" {
        date: NaiveDate, "date" "日期", Required, "日期", "date", "2026-05-10";
        percent: u32, "percent" "进度", Optional, "完成百分之几", "per cent done", "60";
        note: String, "note" "说明", Optional, "说明", "note", "已修好 6 盏";
        evidence: Several<FileRef>, "evidence" "佐证", Optional, "照片等文件", "pictures or other files", "[photos/lamp.jpg]";
        outcome: Outcome, "outcome" "结果", Optional, "这一天认定的结果；后来改了，再写一条", "the outcome as judged on this day; a later change is another step", "kept";
    }
}

choices! {
    /// 结果
    Outcome { Kept = "kept" "已兑现", Partly = "partly" "部分兑现", Broken = "broken" "未兑现", Changed = "changed" "已调整" }
    /// 阶段 of a rating; only approved ones are ever published.
    Stage { SelfRated = "self" "自评", Peer = "peer" "互评", Public = "public" "群众参评", Proposed = "proposed" "拟定", Approved = "approved" "核定" }
    /// Page or notice.
    PageKind { Page = "page" "页面", Notice = "notice" "公告" }
}

shape! {
    /// 承诺
    RawCommitment "commitment" "承诺" {
        id: Id, "id" "编号", Optional, "编号", "id", "lamps-2026";
        by: MemberRef, "by" "承诺人", Optional, "谁承诺（责任人）", "the member who promises", "zhang-san";
        grid: GridRef, "grid" "网格", Optional, "哪个网格承诺", "or the grid that promises", "qiangou";
        title: String, "title" "事项", Required, "事项", "what is promised", "修好前沟的路灯";
        detail: MarkdownText, "detail" "内容", Optional, "内容（Markdown）", "detail (Markdown)", "……";
        kind: String, "kind" "类别", Optional, "类别", "kind", "基础设施";
        baseline: String, "baseline" "基数", Optional, "现在是多少", "where it stands now", "12 盏坏了 8 盏";
        target: String, "target" "目标", Optional, "要做到多少，能核对", "what will be reached, checkable", "12 盏全亮";
        made: NaiveDate, "made" "承诺日期", Required, "哪天承诺", "when it was promised", "2026-01-15";
        due: NaiveDate, "due" "完成期限", Optional, "最迟哪天做到", "by when", "2026-06-30";
        progress: List<RawProgress>, "progress" "进展", Optional, "进展", "progress", "";
        outcome: Outcome, "outcome" "结果", Optional, "结果", "outcome", "kept";
        evaluation: String, "evaluation" "评诺", Optional, "评诺", "how it was judged", "村民代表会议评议通过";
        named: Several<String>, "named" "公示姓名", Optional, "依法或经同意在这段文字里点名的人（户主、家人）；要同时写依据", "people of households whom this text names on purpose; needs a basis", "[李建设]";
        basis: String, "basis" "依据", Optional, "按什么规定点名", "what requires that they are named", "村民委员会组织法第三十条";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 明细
    RawEntry "rating entry" "评分明细" {
        member: MemberRef, "member" "责任人", Optional, "被评的责任人", "the member rated", "zhang-san";
        grid: GridRef, "grid" "网格", Optional, "被评的网格", "or the grid rated", "qiangou";
        scores: Scores, "scores" "得分", Required, "各维度的得分", "scores by dimension, or a list in order", "[18, 19, 20, 17, 18]";
        sources: super::compound::NamedNumbers, "sources" "来源", Optional, "各来源的得分", "a score per source", "{自评: 92, 群众参评: 88}";
        note: String, "note" "说明", Optional, "说明", "note", "防火期全勤";
    }
}

shape! {
    /// 评分
    RawRating "rating" "评分" {
        scheme: SchemeRef, "scheme" "办法", Optional, "评分办法；只有一个时可不写", "the scheme; may be left out when there is one", "patch-lead";
        month: Month, "month" "月份", Required, "月份", "month", "2026-03";
        stage: Stage, "stage" "阶段", Required, "阶段，只有核定会公布", "stage; only approved is published", "approved";
        entries: List<RawEntry>, "entries" "明细", Required, "明细", "entries", "";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 台账
    RawActivity "activity" "台账" {
        date: NaiveDate, "date" "日期", Required, "日期", "date", "2026-03-12";
        cadence: CadenceRef, "cadence" "频次", Required, "属于哪项频次制度", "which cadence it belongs to", "visit";
        grid: GridRef, "grid" "网格", Optional, "哪个网格", "which grid", "goukou";
        member: MemberRef, "member" "责任人", Optional, "哪个责任人", "or which member", "zhang-san";
        title: String, "title" "事项", Optional, "事项", "what", "入户走访";
        count: u32, "count" "次数", Optional, "次数，不写是 1", "how many times; 1 when left out", "7";
        planned: u32, "planned" "应做", Optional, "这一期应做多少次，一期里写一次就行；做不足的会标明", "how many times its period owes, said once a period; a shortfall is shown", "8";
        note: String, "note" "说明", Optional, "说明；不写走访了谁", "note; never who was visited", "";
        named: Several<String>, "named" "公示姓名", Optional, "依法或经同意在这段文字里点名的人（户主、家人）；要同时写依据", "people of households whom this text names on purpose; needs a basis", "[李建设]";
        basis: String, "basis" "依据", Optional, "按什么规定点名", "what requires that they are named", "村民委员会组织法第三十条";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 回音
    RawReply "reply" "回音" {
        asked: NaiveDate, "asked" "提出日期", Required, "哪天提出", "when it was asked", "2026-03-03";
        topic: String, "topic" "主题", Optional, "主题", "topic", "道路";
        question: String, "question" "问题", Required, "问题", "the question", "东坡的路何时修？";
        due: NaiveDate, "due" "答复期限", Optional, "最迟哪天答复", "by when it is to be answered", "2026-03-20";
        answered: NaiveDate, "answered" "答复日期", Optional, "哪天答复", "when it was answered", "2026-03-18";
        answer: MarkdownText, "answer" "答复", Optional, "答复（Markdown）", "the answer (Markdown)", "四月动工。";
        named: Several<String>, "named" "公示姓名", Optional, "依法或经同意在这段文字里点名的人（户主、家人）；要同时写依据", "people of households whom this text names on purpose; needs a basis", "[李建设]";
        basis: String, "basis" "依据", Optional, "按什么规定点名", "what requires that they are named", "村民委员会组织法第三十条";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 服务事项
    RawService "service" "服务事项" {
        id: Id, "id" "编号", Optional, "编号；不写就用名称的拼音", "id; the pinyin of the name when left out", "s-0101";
        name: String, "name" "名称", Required, "事项名称", "what is offered", "居住证明";
        category: String, "category" "类别", Optional, "属于哪一类", "its category", "证明盖章";
        time_limit: String, "time_limit" "时限", Optional, "多久办好", "within what time it is done", "当场办结";
        materials: Several<String>, "materials" "材料", Optional, "要带什么", "what to bring", "[身份证, 户口簿]";
        fee: String, "fee" "收费", Optional, "收费", "its fee", "不收费";
        window: String, "window" "窗口", Optional, "在哪个窗口或由谁办", "the window or person to go to", "综合窗口";
        appointment: bool, "appointment" "预约", Optional, "能不能预约", "whether it can be booked", "是";
        note: String, "note" "说明", Optional, "说明", "note", "行动不便的可以上门";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 译文: what the records' own texts are called in a further language.
    RawTranslation "translation" "译文" {
        language: String, "language" "语言", Required, "译成哪种语言，是 site.yaml 的更多语言里的一种", "into which language, one of `languages` in site.yaml", "en";
        texts: TextPairs, "texts" "译法", Required, "原文和译文：与原文相同的公开文字，在那种语言的页面上显示译文", "originals and translations: a public text that equals the original is shown translated on the pages of that language", "{前沟网格: Qiangou grid}";
    }
}

shape! {
    /// The front matter of a page or notice.
    RawFront "page" "页面" {
        id: Id, "id" "编号", Optional, "编号；不写就用文件名", "id; the file's name when left out", "village-rules";
        title: String, "title" "标题", Optional, "标题；不写就用第一个 # 标题", "title; the first `#` heading when left out", "村规民约";
        language: String, "language" "语言", Optional, "是同一编号那一页的哪种译文；只译标题和正文，其余跟原页", "which translation of the page with the same id this is: its title and text only, the rest is the original's", "en";
        kind: PageKind, "kind" "类型", Optional, "页面或公告，不写是页面", "page or notice; page when left out", "公告";
        date: NaiveDate, "date" "日期", Optional, "日期", "date", "2026-03-01";
        section: String, "section" "栏目", Optional, "属于哪一栏（大屏按栏目滚动）", "its section, as the kiosk shows them", "政策法规";
        disclosure: DisclosureRef, "disclosure" "公开事项", Optional, "公开目录里的哪一项", "which item of the catalogue it discloses", "finance";
        period: Period, "period" "期间", Optional, "公开的是哪个期间", "which period it discloses", "2026-q1";
        expires: NaiveDate, "expires" "到期", Optional, "公示到哪天（含）", "last day on display", "2026-03-08";
        grid: GridRef, "grid" "网格", Optional, "只与哪个网格有关", "which grid it concerns", "qiangou";
        draft: bool, "draft" "草稿", Optional, "草稿不公布", "drafts are not published", "是";
        order: Decimal, "order" "排序", Optional, "排序，小的在前", "order, smallest first", "10";
        named: Several<String>, "named" "公示姓名", Optional, "依法或经同意在这段文字里点名的人（户主、家人）；要同时写依据", "people of households whom this text names on purpose; needs a basis", "[李建设]";
        basis: String, "basis" "依据", Optional, "按什么规定点名", "what requires that they are named", "村民委员会组织法第三十条";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// A record file: lists of records by kind.
    Raw "record file" "记录文件" {
        grids: List<RawGrid>, "grids" "网格", Optional, "网格", "grids", "";
        members: List<RawMember>, "members" "责任人", Optional, "责任人", "members", "";
        households: List<RawHousehold>, "households" "住户", Optional, "住户", "households", "";
        commitments: List<RawCommitment>, "commitments" "承诺", Optional, "承诺", "commitments", "";
        ratings: List<RawRating>, "ratings" "评分", Optional, "评分", "ratings", "";
        activities: List<RawActivity>, "activities" "台账", Optional, "台账", "activities", "";
        replies: List<RawReply>, "replies" "回音", Optional, "回音", "replies", "";
        services: List<RawService>, "services" "服务事项", Optional, "办事指南里的服务事项", "what can be done at the service desk", "";
        translations: List<RawTranslation>, "translations" "译文", Optional, "记录里文字的译文", "translations of the records' own texts", "";
    }
}
