//! Faults of schemes, scores and percentages.

use crate::diagnostic::{Rule, Said, Severity};

/// A member rated by a scheme for grids, or the other way round.
pub static SUBJECT_WRONG: Rule = Rule {
    name: "subject-wrong",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "评分对象和办法不符。", en: "What is rated does not fit the scheme." },
    why: Said {
        zh: "办法写明评责任人还是评网格，明细里要写同一种。",
        en: "The scheme says whether members or grids are rated; entries must name the same.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\ngrids: [{name: 甲村, level: village}]\nratings:\n  - month: 2026-03\n    stage: approved\n    entries:\n      - grid: 甲村\n#             ^^^^\n        scores: [90]\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: approved\n    entries:\n      - member: 张三\n        scores: [90]\n",
};

/// A dimension the scheme does not have.
pub static DIMENSION_UNKNOWN: Rule = Rule {
    name: "dimension-unknown",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "得分或来源里有办法中没有的名称。",
        en: "Scores name a dimension or source that the scheme does not have.",
    },
    why: Said {
        zh: "用 site.yaml 里这个办法的维度（来源）的编号或名称。",
        en: "Use the ids or names of the scheme's dimensions (sources) in site.yaml.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n        scores: {学刁: 90}\n#                ^^^^\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n        scores: {学习: 90}\n",
};

/// A list of scores of the wrong length.
pub static SCORES_COUNT: Rule = Rule {
    name: "scores-count",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "按顺序写的得分，个数和维度不一样多。",
        en: "A list of scores is not as long as the scheme's dimensions.",
    },
    why: Said {
        zh: "按维度的顺序一个不少地写；缺的留空，或改成“名称: 分数”。",
        en: "Write one for each dimension in order; leave a missing one empty, or write `name: score`.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n        scores: [90, 80]\n#               ^^^^^^^^\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n        scores: [90]\n",
};

/// A rating in the middle of its period.
pub static RATING_MONTH: Rule = Rule {
    name: "rating-month-between",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "办法不是每月评一次，评分的月份却不是一期的最后一个月。",
        en: "A scheme is not rated monthly, and a rating's month is not the last of its period.",
    },
    why: Said {
        zh: "每季评一次的写 3、6、9、12 月，每年评一次的写 12 月，这样一期只有一个月份。",
        en: "A quarterly rating stands in March, June, September or December, a yearly one in December: one month a period.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 季评, subject: member, every: quarter, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-02\n#          ^^^^^^^\n    stage: approved\n    entries:\n      - member: 张三\n        scores: [90]\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 季评, subject: member, every: quarter, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: approved\n    entries:\n      - member: 张三\n        scores: [90]\n",
};

/// A score below 0 or above its maximum.
pub static RATING_OUT_OF_RANGE: Rule = Rule {
    name: "rating-out-of-range",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "得分小于 0 或超过满分。", en: "A score is below 0 or above its maximum." },
    why: Said {
        zh: "满分写在 site.yaml 的维度里，不写是 100。",
        en: "Maxima stand with the dimensions in site.yaml; 100 when left out.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n        scores: [105]\n#                ^^^\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n        scores: [95]\n",
};

/// Weights that do not make 100.
pub static WEIGHTS_SUM: Rule = Rule {
    name: "weights-sum",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "权重加起来不是 100，或有的写了有的没写。",
        en: "Weights do not sum to 100, or some are missing.",
    },
    why: Said {
        zh: "要么每一项都写、合计 100，要么都不写。",
        en: "Either each has one and they sum to 100, or none has.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions:\n      - {id: a, name: 学习, weight: 50}\n#        ^^\n      - {id: b, name: 服务, weight: 49}\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions:\n      - {id: a, name: 学习, weight: 50}\n      - {id: b, name: 服务, weight: 50}\n",
};

/// More than 100 per cent.
pub static PERCENT_INVALID: Rule = Rule {
    name: "percent-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "进度超过 100%。", en: "Progress is above 100 per cent." },
    why: Said {
        zh: "进度写 0 到 100；超额完成写在说明里。",
        en: "Progress runs from 0 to 100; say more in the note.",
    },
    bad: "members: [{name: 张三}]\ncommitments:\n  - by: 张三\n    title: 修好路灯\n    target: 12 盏\n    made: 2026-01-05\n    due: 2026-12-31\n    progress:\n      - date: 2026-02-01\n        percent: 157\n#                ^^^\n",
    good: "members: [{name: 张三}]\ncommitments:\n  - by: 张三\n    title: 修好路灯\n    target: 12 盏\n    made: 2026-01-05\n    due: 2026-12-31\n    progress:\n      - date: 2026-02-01\n        percent: 57\n",
};

/// A number in a scheme that cannot be meant.
pub static SCHEME_NUMBER: Rule = Rule {
    name: "scheme-number",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "评分办法里的数不可能对。", en: "A number in a rating scheme cannot be meant."
    },
    why: Said {
        zh: "满分要大于 0，约谈线和星级档在 0 到满分之间，分数高的档星级不能少，单项写 0 到 1 或百分数。",
        en: "Maxima are above 0, the threshold and star bands lie between 0 and full marks, more points never give fewer stars, and `per_dimension` is a share (0 to 1, or a percentage).",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions: [{id: a, name: 学习}]\n    stars: {per_dimension: 90}\n#                          ^^\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions: [{id: a, name: 学习}]\n    stars: {per_dimension: 90%}\n",
};

/// Stars or scores that tell who is below the threshold.
pub static THRESHOLD_PUBLISHED: Rule = Rule {
    name: "threshold-published",
    severity: Severity::Error,
    fixed: true,
    what: Said {
        zh: "公开的星级或分数，让人看出谁在约谈线以下。",
        en: "Published stars or scores tell who is below the threshold.",
    },
    why: Said {
        zh: "约谈线以下的名单只在内部报告里。公开分数就不要设约谈线；公开星级的，除了从 0 起的最低一档，每一档都要高于约谈线，这样最低一档里线上线下的都有。单项得星的，得星线乘满分要高于约谈线。",
        en: "Who is below stands in the internal report only. With published scores have no threshold; with stars every band but the lowest, which begins at 0, is above it, so that the lowest holds results on both sides. Stars one a dimension: that share of full marks is above it.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions: [{id: a, name: 学习}]\n    threshold: 60\n    stars: [{min: 80, stars: 5}, {min: 60, stars: 3}, {min: 0, stars: 1}]\n#                                      ^^\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions: [{id: a, name: 学习}]\n    threshold: 60\n    stars: [{min: 80, stars: 5}, {min: 70, stars: 3}, {min: 0, stars: 1}]\n",
};

/// An address that is none.
pub static BASE_URL_INVALID: Rule = Rule {
    name: "base-url-invalid",
    severity: Severity::Error,
    fixed: true,
    what: Said { zh: "网址不是完整的网址。", en: "The board's address is not absolute." },
    why: Said {
        zh: "订阅、站点地图和二维码都要靠它，错了扫出来打不开。",
        en: "Feeds, the sitemap and QR codes are made of it; with a wrong one they lead nowhere.",
    },
    bad: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nbase_url: x.cn/foo\n#         ^^^^^^^^\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n",
    good: "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nbase_url: https://x.cn/foo/\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n",
};
