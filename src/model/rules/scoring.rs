//! Faults of schemes, scores and percentages.

use crate::diagnostic::rules;

rules! {
    /// A member rated by a scheme for grids, or the other way round.
    pub SUBJECT_WRONG: "subject-wrong", Error, fixed;
    what "评分对象和办法不符。" "What is rated does not fit the scheme.";
    why "办法写明评责任人还是评网格，明细里要写同一种。"
        "The scheme says whether members or grids are rated; entries must name the same.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\n< grids: [{name: 甲村, level: village}]\n> members: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: approved\n    entries:\n<       - grid: 甲村\n< #             ^^^^\n>       - member: 张三\n        scores: [90]\n";

    /// A dimension the scheme does not have.
    pub DIMENSION_UNKNOWN: "dimension-unknown", Error, fixed;
    what "得分或来源里有办法中没有的名称。"
        "Scores name a dimension or source that the scheme does not have.";
    why "用 site.yaml 里这个办法的维度（来源）的编号或名称。"
        "Use the ids or names of the scheme's dimensions (sources) in site.yaml.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n<         scores: {学刁: 90}\n< #                ^^^^\n>         scores: {学习: 90}\n";

    /// A list of scores of the wrong length.
    pub SCORES_COUNT: "scores-count", Error, fixed;
    what "按顺序写的得分，个数和维度不一样多。" "A list of scores is not as long as the scheme's dimensions.";
    why "按维度的顺序一个不少地写；缺的留空，或改成“名称: 分数”。"
        "Write one for each dimension in order; leave a missing one empty, or write `name: score`.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n<         scores: [90, 80]\n< #               ^^^^^^^^\n>         scores: [90]\n";

    /// A rating in the middle of its period.
    pub RATING_MONTH: "rating-month-between", Error, fixed;
    what "办法不是每月评一次，评分的月份却不是一期的最后一个月。"
        "A scheme is not rated monthly, and a rating's month is not the last of its period.";
    why "每季评一次的写 3、6、9、12 月，每年评一次的写 12 月，这样一期只有一个月份。"
        "A quarterly rating stands in March, June, September or December, a yearly one in December: one month a period.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 季评, subject: member, every: quarter, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n<   - month: 2026-02\n< #          ^^^^^^^\n>   - month: 2026-03\n    stage: approved\n    entries:\n      - member: 张三\n        scores: [90]\n";

    /// A score below 0 or above its maximum.
    pub RATING_OUT_OF_RANGE: "rating-out-of-range", Error, fixed;
    what "得分小于 0 或超过满分。" "A score is below 0 or above its maximum.";
    why "满分写在 site.yaml 的维度里，不写是 100。"
        "Maxima stand with the dimensions in site.yaml; 100 when left out.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes: [{id: s, name: 月评, subject: member, dimensions: [{id: a, name: 学习}], stars: [{min: 0, stars: 1}]}]\n-- content/records.yaml --\nmembers: [{name: 张三}]\nratings:\n  - month: 2026-03\n    stage: self\n    entries:\n      - member: 张三\n<         scores: [105]\n< #                ^^^\n>         scores: [95]\n";

    /// Weights that do not make 100.
    pub WEIGHTS_SUM: "weights-sum", Error, fixed;
    what "权重加起来不是 100，或有的写了有的没写。" "Weights do not sum to 100, or some are missing.";
    why "要么每一项都写、合计 100，要么都不写。" "Either each has one and they sum to 100, or none has.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions:\n      - {id: a, name: 学习, weight: 50}\n#        ^^\n<       - {id: b, name: 服务, weight: 49}\n>       - {id: b, name: 服务, weight: 50}\n";

    /// More than 100 per cent.
    pub PERCENT_INVALID: "percent-invalid", Error, fixed;
    what "进度超过 100%。" "Progress is above 100 per cent.";
    why "进度写 0 到 100；超额完成写在说明里。" "Progress runs from 0 to 100; say more in the note.";
    example "members: [{name: 张三}]\ncommitments:\n  - by: 张三\n    title: 修好路灯\n    target: 12 盏\n    made: 2026-01-05\n    due: 2026-12-31\n    progress:\n      - date: 2026-02-01\n<         percent: 157\n< #                ^^^\n>         percent: 57\n";

    /// A number in a scheme that cannot be meant.
    pub SCHEME_NUMBER: "scheme-number", Error, fixed;
    what "评分办法里的数不可能对。" "A number in a rating scheme cannot be meant.";
    why "满分要大于 0，约谈线和星级档在 0 到满分之间，分数高的档星级不能少，单项写 0 到 1 或百分数。"
        "Maxima are above 0, the threshold and star bands lie between 0 and full marks, more points never give fewer stars, and `per_dimension` is a share (0 to 1, or a percentage).";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions: [{id: a, name: 学习}]\n<     stars: {per_dimension: 90}\n< #                          ^^\n>     stars: {per_dimension: 90%}\n";

    /// Stars or scores that tell who is below the threshold.
    pub THRESHOLD_PUBLISHED: "threshold-published", Error, fixed;
    what "公开的星级或分数，让人看出谁在约谈线以下。"
        "Published stars or scores tell who is below the threshold.";
    why "约谈线以下的名单只在内部报告里。公开分数就不要设约谈线；公开星级的，除了从 0 起的最低一档，每一档都要高于约谈线，这样最低一档里线上线下的都有。单项得星的，得星线乘满分要高于约谈线。"
        "Who is below stands in the internal report only. With published scores have no threshold; with stars every band but the lowest, which begins at 0, is above it, so that the lowest holds results on both sides. Stars one a dimension: that share of full marks is above it.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\nschemes:\n  - id: s\n    name: 月评\n    dimensions: [{id: a, name: 学习}]\n    threshold: 60\n<     stars: [{min: 80, stars: 5}, {min: 60, stars: 3}, {min: 0, stars: 1}]\n< #                                      ^^\n>     stars: [{min: 80, stars: 5}, {min: 70, stars: 3}, {min: 0, stars: 1}]\n";

    /// A public key that is none.
    pub RECORD_KEY_INVALID: "record-key-invalid", Error, fixed;
    what "公钥读不懂。" "The public key of the publication record cannot be read.";
    why "核对签名要用它；少一个字符，谁也核对不了。"
        "Signatures are checked with it; with a character missing nobody can.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\n< record: {key: jiacun}\n< #             ^^^^^^\n> record: {key: jiacun+188152db+ASYSWbhZW2XeqD9yOn2/UcIyir92AvXinnVXTzI3+QCi}\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n";

    /// An address that is none.
    pub BASE_URL_INVALID: "base-url-invalid", Error, fixed;
    what "网址不是完整的网址。" "The board's address is not absolute.";
    why "订阅、站点地图和二维码都要靠它，错了扫出来打不开。"
        "Feeds, the sitemap and QR codes are made of it; with a wrong one they lead nowhere.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\n< base_url: x.cn/foo\n< #         ^^^^^^^^\n> base_url: https://x.cn/foo/\nnetworks: [{id: net, name: 网, levels: [{id: village, name: 村}]}]\n";
}
