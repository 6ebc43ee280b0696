//! The table of keys, settings: everything `site.yaml` may say, with both names of each key.

use rust_decimal::Decimal;

use super::compound::{Level, RawStars, Severities, Tolerance};
use super::paths::OtherFile;
use super::records::RawCorrection;
use super::shape::{Choice, Context, Decode, ValueKind, shape};
use super::tree::Node;
use super::values::*;
use crate::calendar::{Cycle, NaiveDate};
use crate::private::Private;

choices! {
    /// 纸张
    PaperSize { A0 = "a0" "A0", A1 = "a1" "A1", A2 = "a2" "A2", A3 = "a3" "A3", A4 = "a4" "A4" }
    /// 方向
    RawOrientation { Portrait = "portrait" "竖版", Landscape = "landscape" "横版" }
    /// Whom a card is for.
    RawCards { Household = "household" "每户", Grid = "grid" "每网格" }
    /// 必设 or 可选.
    RawLead { Required = "required" "必设", Optional = "optional" "可选" }
    /// What a norm counts.
    Measure { GridHouseholds = "grid_households" "网格户数", MemberHouseholds = "member_households" "包联户数", GridStaff = "grid_staff" "网格人员", ChildGrids = "child_grids" "下级网格数", GridTeams = "grid_teams" "队伍数", TeamMembers = "team_members" "队伍人数" }
    /// Who is rated.
    RawSubject { Member = "member" "责任人", Grid = "grid" "网格" }
    /// What of a rating is shown.
    RawShow { Stars = "stars" "星级", Scores = "scores" "分数", Both = "both" "两者" }
    /// How a cycle adds up.
    RawAggregate { Mean = "mean" "平均", Sum = "sum" "合计" }
    /// How often something is disclosed.
    RawDisclosureEvery { Month = "month" "月", Quarter = "quarter" "季", Year = "year" "年", Once = "once" "一次" }
    /// A rating cycle.
    RawCycle { Month = "month" "月", Quarter = "quarter" "季", HalfYear = "half_year" "半年", Year = "year" "年" }
    /// What the kiosk shows in turn.
    KioskPart { Notices = "notices" "公告", Bulletins = "bulletins" "通报", Cover = "cover" "谁包片", Services = "services" "办事指南", Commitments = "commitments" "承诺" }
    /// 电话 policy.
    PhonePolicy { Hidden = "hidden" "不公开", Masked = "masked" "遮蔽", Full = "full" "完整" }
    /// 住户显示.
    RawHouseholdLabel { Door = "door" "门牌", Label = "label" "公示名" }
}

choices! { impl Cycle { Month = "month" "月", Quarter = "quarter" "季", HalfYear = "half_year" "半年", Year = "year" "年", ThreeYears = "three_years" "三年" } }

shape! {
    /// 层级
    RawLevel "level" "层级" {
        id: Id, "id" "编号", Required, "编号", "id", "patch";
        name: String, "name" "名称", Required, "名称", "name", "片区";
        lead_title: String, "lead_title" "负责人称谓", Optional, "这一级的负责人叫什么", "what the lead of this level is called", "网格长";
        lead: RawLead, "lead" "负责人", Optional, "必设或可选，不写是可选", "required or optional; optional when left out", "必设";
    }
}

shape! {
    /// 网格体系
    RawNetwork "network" "网格体系" {
        id: Id, "id" "编号", Required, "编号", "id", "grid";
        name: String, "name" "名称", Required, "名称", "name", "党建网格";
        levels: List<RawLevel>, "levels" "层级", Required, "层级，从上到下", "levels, top first", "";
        complete: bool, "complete" "全覆盖", Optional, "每户都必须在这个体系里", "every household must be in it", "是";
        from: NaiveDate, "from" "起", Optional, "从哪天起", "first day", "2023-02-01";
        to: NaiveDate, "to" "止", Optional, "到哪天止", "last day", "2026-12-31";
    }
}

shape! {
    /// 口径
    RawNorm "norm" "口径" {
        what: Measure, "what" "项目", Required, "数什么", "what is counted", "网格户数";
        level: LevelRef, "level" "层级", Optional, "哪一级；不写是最下一级", "which level; the leaf grids when left out", "patch";
        only: String, "only" "只数", Optional, "只数这一种：网格人员写岗位，队伍写类型，下级网格写类型", "counts those of one kind only: of staff a post, of teams and grids below their kind", "包片干部";
        target: Decimal, "target" "标准", Optional, "标准", "target", "25";
        tolerance: Tolerance, "tolerance" "允差", Optional, "允许相差多少", "how far off is fine", "20%";
        min: Decimal, "min" "下限", Optional, "最少（含）", "least, inclusive", "5";
        max: Decimal, "max" "上限", Optional, "最多（含）", "most, inclusive", "10";
        severity: Level, "severity" "级别", Optional, "超出时算什么，不写是警告", "what exceeding it is; warning when left out", "警告";
    }
}

shape! {
    /// 维度
    RawDimension "dimension" "维度" {
        id: Id, "id" "编号", Optional, "编号；不写就用名称的拼音", "id; the pinyin of the name when left out", "study";
        name: String, "name" "名称", Required, "名称", "name", "学习";
        max: Decimal, "max" "满分", Optional, "满分，不写是 100", "full marks; 100 when left out", "20";
        weight: Decimal, "weight" "权重", Optional, "权重，合计 100", "weight; they sum to 100", "20";
    }
}

shape! {
    /// 来源
    RawSource "rating source" "评分来源" {
        id: Id, "id" "编号", Optional, "编号；不写就用名称的拼音", "id; the pinyin of the name when left out", "self";
        name: String, "name" "名称", Required, "名称", "name", "自评";
        weight: Decimal, "weight" "权重", Optional, "权重，合计 100", "weight; they sum to 100", "30";
    }
}

shape! {
    /// 评分办法
    RawScheme "rating scheme" "评分办法" {
        id: Id, "id" "编号", Required, "编号", "id", "patch-lead";
        name: String, "name" "名称", Required, "名称", "name", "片区党员月评";
        subject: RawSubject, "subject" "对象", Optional, "评人还是评网格，不写是责任人", "who is rated; members when left out", "责任人";
        every: RawCycle, "every" "频次", Optional, "多久评一次，不写是每月；评分的月份写每一期的最后一个月", "how often it is rated, monthly when left out; a rating names the last month of its period", "季";
        dimensions: List<RawDimension>, "dimensions" "维度", Required, "维度", "dimensions", "";
        sources: List<RawSource>, "sources" "来源", Optional, "评分来源", "sources", "";
        threshold: Private<Decimal>, "threshold" "约谈线", Optional, "约谈线，只用于内部报告", "threshold, for internal reports only", "80";
        stars: RawStars, "stars" "星级", Optional, "星级：按总分分档，或单项得星", "stars: bands on the total, or one a dimension", "[{min: 90, stars: 5}]";
        show: RawShow, "show" "公开", Optional, "公开星级、分数还是两者，不写是星级", "what is shown; stars when left out", "星级";
        ranking: bool, "ranking" "排名", Optional, "是否排名，不写是否", "whether to rank; false when left out", "否";
        cycles: Several<RawCycle>, "cycles" "周期", Optional, "出哪些周期的通报", "which cycles have bulletins", "[月, 季, 半年, 年]";
        aggregate: RawAggregate, "aggregate" "汇总", Optional, "周期取平均还是合计，不写是平均", "mean or sum over a cycle; mean when left out", "平均";
    }
}

shape! {
    /// 频次制度
    RawCadence "cadence" "频次制度" {
        id: Id, "id" "编号", Required, "编号", "id", "visit";
        name: String, "name" "名称", Required, "名称", "name", "入户走访";
        every: Cycle, "every" "频次", Required, "多久一次", "how often", "月";
        by: String, "by" "主体", Required, "由谁做：某一级网格，或“责任人”", "whose duty: a grid level, or `member`", "patch";
        min: u32, "min" "下限", Optional, "一期应做的次数，至少", "least that a period may owe (`planned`)", "5";
        max: u32, "max" "上限", Optional, "一期应做的次数，至多", "most that a period may owe", "8";
        advisory: bool, "advisory" "建议性", Optional, "只是提倡，不算逾期", "advice only, never overdue", "否";
        from: Start, "from" "起", Optional, "从哪天或哪月起算", "counted from this day or month", "2026-01";
    }
}

shape! {
    /// 公开目录
    RawDisclosure "disclosure item" "公开事项" {
        id: Id, "id" "编号", Required, "编号", "id", "finance";
        name: String, "name" "名称", Required, "名称", "name", "集体财务收支";
        section: String, "section" "栏目", Optional, "党务、村务、财务、服务或自定", "section", "财务";
        every: RawDisclosureEvery, "every" "频次", Required, "多久公开一次", "how often", "季";
        days: u32, "days" "宽限天数", Optional, "期满后几天内公开", "days allowed after the period", "20";
        basis: String, "basis" "依据", Optional, "依据", "legal basis", "村民委员会组织法第三十条";
        from: Start, "from" "起", Optional, "从哪天或哪月起算", "counted from this day or month", "2026-01";
        corrections: List<RawCorrection>, "corrections" "更正", Optional, "公布以后改了什么、为什么改；有公开记录（record/）时一并公布", "what was put right after it was published, and why; published with the publication record", "";
    }
}

shape! {
    /// 公开记录
    RawRecord "publication record" "公开记录" {
        key: String, "key" "公钥", Optional, "核对签名用的公钥，gongkailan key new 会给出", "the public key that signatures are checked with; `gongkailan key new` tells it", "banshang+5f0e4c2a+AX…";
    }
}

shape! {
    /// 下级公开栏
    RawBoard "board below" "下级公开栏" {
        id: Id, "id" "编号", Required, "编号", "id", "qinglong";
        name: String, "name" "名称", Required, "名称", "name", "青龙乡";
        from: String, "from" "来源", Required, "它发布出来的文件夹（从看板文件夹算起）；只读发布的文件，不读它的记录", "the folder that it was published into, seen from the site folder; only what is published is read, never its records", "../qinglong/public";
        base_url: String, "base_url" "网址", Optional, "它的网址，或以“./”“../”开头、从这个网站顶层算起的文件夹；不写就用它自己的 base_url", "where it is served: an address, or a folder seen from the top of this site that begins with `./` or `../`; its own base_url when left out", "https://example.cn/qinglong/";
    }
}

shape! {
    /// 豁免
    RawExcuse "excuse" "豁免" {
        word: String, "word" "词", Required, "准许出现的词或说法", "the word or phrase that may stand", "残疾人运动会";
        reason: String, "reason" "理由", Required, "为什么可以公开", "why it may be published", "县残联统一发布的活动名称";
        place: String, "where" "范围", Optional, "只在哪个文件或文件夹里准许（从 content/ 算起）；不写是全部", "the only file or folder it may stand in, seen from content/; all when left out", "notices/2026-05-18-games.md";
    }
}

shape! {
    /// 附件: a file that a person looked through because the program cannot.
    RawReview "review" "附件审核" {
        file: OtherFile, "file" "文件", Required, "哪个附件（从 content/ 算起）", "which file, seen from content/", "旧账.doc";
        reviewed_by: String, "reviewed_by" "审核人", Required, "谁看过", "who looked at it", "王芳";
        date: NaiveDate, "date" "日期", Required, "哪天看的", "when", "2026-03-01";
        digest: Code, "digest" "摘要", Optional, "看过的那一版的摘要（提示里有）；写了它，文件一变就要重新审核", "the digest of what was looked at, as the message tells it; with it another version needs another review", "1f0c6c8b2a9d4e57";
    }
}

shape! {
    /// 隐私
    RawPrivacy "privacy" "隐私" {
        phones: PhonePolicy, "phones" "电话", Optional, "未同意公开的电话怎样显示，不写是遮蔽", "how phones without consent are shown; masked when left out", "遮蔽";
        household_label: RawHouseholdLabel, "household_label" "住户显示", Optional, "住户显示门牌还是公示名，不写是门牌", "what stands for a household; the door when left out", "门牌";
        small_counts: u32, "small_counts" "小数抑制", Optional, "小于它的计数不显示，不写是 5", "counts below it are not shown; 5 when left out", "5";
        words: Several<String>, "words" "敏感词", Optional, "自己添的敏感词，不出现在公开的文字里", "sensitive words of the board's own, beside those built in", "[上门催收]";
        excused: List<RawExcuse>, "excused" "豁免", Optional, "写明理由后准许出现的敏感词", "sensitive words that may stand, each with its reason", "";
    }
}

shape! {
    /// 便民电话
    RawService "card service" "便民电话" {
        name: String, "name" "名称", Required, "找谁、办什么", "whom, or what for", "村卫生室";
        phone: String, "phone" "电话", Required, "电话，写在站点设置里的都是公开的号码", "number; whatever stands here is public", "0355-0000120";
        note: String, "note" "说明", Optional, "补一句，例如时间", "one more remark, such as hours", "全天";
    }
}

shape! {
    /// 海报
    RawPoster "poster settings" "海报设置" {
        size: PaperSize, "size" "纸张", Optional, "纸张，不写是 a2；联系卡总是印在 A4 上", "sheet; a2 when left out; cards are always on A4", "a2";
        orientation: RawOrientation, "orientation" "方向", Optional, "竖版或横版，不写是竖版", "portrait or landscape; portrait when left out", "竖版";
        bleed: u32, "bleed" "出血", Optional, "四边多印几毫米给印刷厂裁，0 到 10，不写是 0", "millimetres printed beyond the trim for the print shop, 0 to 10; 0 when left out", "3";
        archive: bool, "archive" "存档", Optional, "按 PDF/A-2 标准存档，不写是否", "as PDF/A-2 for the archive; false when left out", "否";
        cards: RawCards, "cards" "联系卡", Optional, "每户一张还是每网格一张，不写是每户", "a card for every household or one a grid; household when left out", "每户";
        services: List<RawService>, "services" "便民电话", Optional, "印在联系卡背面的电话", "numbers on the back of the cards", "";
    }
}

shape! {
    /// 大屏
    RawKiosk "kiosk" "大屏" {
        slide_seconds: u32, "slide_seconds" "每屏秒数", Optional, "一屏停几秒，不写是 12", "seconds a slide stays; 12 when left out", "12";
        idle_seconds: u32, "idle_seconds" "静止秒数", Optional, "没人碰几秒以后回到滚动，不写是 60", "seconds without a touch before it returns to the slides; 60 when left out", "60";
        show: Several<KioskPart>, "show" "内容", Optional, "滚动哪些内容，不写是全部", "what is shown in turn; everything when left out", "[公告, 谁包片]";
        sections: Several<String>, "sections" "栏目", Optional, "公告按栏目的先后；没写到的栏目排在后面", "the order of the notices' sections; those not named come last", "[政策法规, 气象预报]";
        touch: bool, "touch" "触摸", Optional, "屏幕能不能触摸查询，不写是能", "whether the screen can be touched to look up; true when left out", "是";
    }
}

shape! {
    /// `site.yaml`
    RawSite "site.yaml" "site.yaml" {
        title: String, "title" "标题", Required, "标题", "title", "土岭底村公开栏";
        publisher: String, "publisher" "发布单位", Required, "发布单位", "publisher", "土岭底村村民委员会";
        description: String, "description" "简介", Optional, "简介", "description", "";
        language: String, "language" "语言", Optional, "语言，不写是 zh-CN", "language; zh-CN when left out", "zh-CN";
        languages: Several<String>, "languages" "更多语言", Optional, "另外还用哪些语言发布，每种发布在同名的文件夹里", "further languages in which the site is published, each in a folder of that name", "[en]";
        base_url: String, "base_url" "网址", Optional, "发布的网址，只有订阅、站点地图和二维码要用", "where it is served; only feeds, sitemap and QR codes need it", "https://example.cn/cun/";
        region_code: Code, "region_code" "区划代码", Optional, "12 位区划代码", "12-digit region code", "140431203206";
        hotline: String, "hotline" "热线", Optional, "热线", "hotline", "0355-0001357";
        mailbox: String, "mailbox" "意见箱", Optional, "意见箱", "where to leave comments", "村委会门口";
        address: String, "address" "地址", Optional, "地址", "address", "";
        hours: String, "hours" "办公时间", Optional, "办公时间", "office hours", "";
        data_licence: String, "data_licence" "数据许可", Optional, "开放数据可以怎样用，例如许可协议的名称", "under what terms the open data may be used, such as the name of a licence", "CC BY 4.0";
        theme: String, "theme" "主题", Optional, "主题，不写是 default", "theme; default when left out", "default";
        networks: List<RawNetwork>, "networks" "网格体系", Required, "网格体系", "networks of grids", "";
        norms: List<RawNorm>, "norms" "口径", Optional, "口径", "norms", "";
        schemes: List<RawScheme>, "schemes" "评分办法", Optional, "评分办法", "rating schemes", "";
        cadences: List<RawCadence>, "cadences" "频次制度", Optional, "频次制度", "cadences", "";
        disclosures: List<RawDisclosure>, "disclosures" "公开目录", Optional, "公开目录", "disclosure catalogue", "";
        boards: List<RawBoard>, "boards" "下级公开栏", Optional, "下级单位的公开栏，汇总在这里", "boards of the places below, which are summed up here", "";
        privacy: RawPrivacy, "privacy" "隐私", Optional, "隐私", "privacy", "";
        attachments: List<RawReview>, "attachments" "附件", Optional, "程序查不了、由人审核过的附件", "attachments that cannot be looked through and were reviewed by a person", "";
        record: RawRecord, "record" "公开记录", Optional, "公开记录（record/）的设置", "settings of the publication record (record/)", "";
        severity: Severities, "severity" "级别", Optional, "各规则的级别", "severities by rule", "{rating-gap: off}";
        poster: RawPoster, "poster" "海报", Optional, "海报设置", "settings of posters", "";
        kiosk: RawKiosk, "kiosk" "大屏", Optional, "大屏设置；写上这一项（可以是空的花括号）才生成大屏", "settings of the kiosk, which is made where this key is given, be it `{}`", "";
    }
}
