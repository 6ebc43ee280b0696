//! What each sentence of the module means, on texts as they are written.

use pulldown_cmark::{Parser, html};

use super::*;

fn html(text: &str) -> String {
    let mut made = String::new();
    html::push_html(&mut made, MarkdownSource::new(text).read().events.into_iter().map(|(event, _)| event));
    made.trim_end().to_owned()
}

/// What one paragraph becomes.
fn said(text: &str) -> String {
    let made = html(text);
    made.strip_prefix("<p>").and_then(|made| made.strip_suffix("</p>")).map_or(made.clone(), str::to_owned)
}

/// The stars that look like failed emphasis, each with what follows.
fn failed(text: &str) -> Vec<&str> {
    MarkdownSource::new(text).read().failed.into_iter().map(|range| &text[range.start..]).collect()
}

#[test]
fn emphasis_may_begin_and_end_with_chinese_punctuation() {
    for (text, right) in [
        ("依据**《村民委员会组织法》**实行", "依据<strong>《村民委员会组织法》</strong>实行"),
        ("**请各户注意：**明天", "<strong>请各户注意：</strong>明天"),
        ("**（试行）**村", "<strong>（试行）</strong>村"),
        ("**“三亮三比”**活动", "<strong>“三亮三比”</strong>活动"),
        ("**重点**村民", "<strong>重点</strong>村民"),
        ("请**务必**到场", "请<strong>务必</strong>到场"),
        ("***重要：***明天", "<em><strong>重要：</strong></em>明天"),
        ("*强调*", "<em>强调</em>"),
        ("*强调*村民", "<em>强调</em>村民"),
        ("*（试行）*村", "<em>（试行）</em>村"),
        ("~~原定3月~~改在4月", "<del>原定3月</del>改在4月"),
        ("**补贴标准（2026年）：**每亩80元", "<strong>补贴标准（2026年）：</strong>每亩80元"),
        ("**[办事指南](a)。**请看", "<strong><a href=\"a\">办事指南</a>。</strong>请看"),
        ("[**《通知》**](a)全文", "<a href=\"a\"><strong>《通知》</strong></a>全文"),
        ("共**12**户、补助资金**五万**元", "共<strong>12</strong>户、补助资金<strong>五万</strong>元"),
        ("**建设和谐**村，**及时**上报", "<strong>建设和谐</strong>村，<strong>及时</strong>上报"),
        ("**二、**村务", "<strong>二、</strong>村务"),
        ("见[通知](a)**。**", "见<a href=\"a\">通知</a><strong>。</strong>"),
        ("**首先，**我们", "<strong>首先，</strong>我们"),
        ("關於**「試行」**的規定", "關於<strong>「試行」</strong>的規定"),
        ("**テスト。**テスト", "<strong>テスト。</strong>テスト"),
        ("**이 용어(This term)**를", "<strong>이 용어(This term)</strong>를"),
        // A quote that is said to be full-width.
        ("**甲“乙”\u{fe01}**b", "<strong>甲“乙”\u{fe01}</strong>b"),
    ] {
        assert_eq!(said(text), right, "{text}");
        assert_eq!(failed(text), [""; 0], "{text}");
    }
}

#[test]
fn stars_that_mask_or_multiply_stay() {
    for text in [
        "138****5678，李四 139****1234",
        "张*三、李*四",
        "张*三和李*四到场",
        "王*、李*、张*三",
        "张**、李**",
        "户主：张**，家庭成员：李**",
        "“张**”、“李**”",
        "张**（女）、李**（男）",
        "张**（五保），李**（低保）",
        "由张**和李**负责",
        "张**户、李**户",
        "张** 138****5678，李** 139****1234",
        "欧阳*、司马**、诸葛*",
        "*国强、*小明",
        "140431********1234，622202******1234",
        "粤B***88 和 晋D***99",
        "2*3*4米",
        "长*宽*高",
        "3米*4米*5米",
        "2.5*3.0*4",
        "(2+3)*4*5",
        "7*24小时和5*8小时",
        "２*３*４",
        "* 138****5678\n* 139****1234",
        "|户主|电话|\n|-|-|\n|张*三|138****5678|\n|李*四|139****1234|",
        "姓名____电话____",
        "3~5天，6~8天",
        "*姓名、*电话为必填",
    ] {
        let made = html(text);
        let kept = |sign: char| made.matches(sign).count() == text.matches(sign).count();
        let stays = kept('*') || text.starts_with("* ") && made.matches('*').count() == 8;
        assert!(stays && kept('_') && kept('~') && !made.contains("<em>"), "{text}: {made}");
        assert_eq!(failed(text), [""; 0], "{text}");
    }
    assert_eq!(said("**张*三**等"), "<strong>张*三</strong>等");
    assert_eq!(said("**张\\*\\*、李\\*\\***"), "<strong>张**、李**</strong>");
}

#[test]
fn stars_that_look_like_failed_emphasis_are_told() {
    for (text, told) in [
        ("**重点", vec!["**重点"]),
        ("** 重点 **的", vec!["** 重点 **的"]),
        ("请**务必到场", vec!["**务必到场"]),
        ("这是*强调*的话", vec!["*强调*的话"]),
        ("***很重要**", vec!["***很重要**"]),
        ("- **甲乙\n- **丙丁**", vec!["**甲乙\n- **丙丁**"]),
        ("2 ** 3", vec![]),
        ("`**重点`", vec![]),
        ("\\*\\*重点", vec![]),
        ("带*的为必填", vec![]),
    ] {
        assert_eq!(failed(text), told, "{text}");
    }
}

#[test]
fn a_text_without_chinese_is_read_as_before() {
    let parts = [
        "*", "*", "**", "**", "***", "_", "__", "~~", " ", " ", "a", "b", "foo", ".", "(", ")", "\n", "`x`",
        "[l](u)", "[", "](v)", "![", "\\*", "\\", "&amp;", "<b>", "!", "\n> ", "\n- ", "|", "\n\n", "# ",
        "é", "[l]: u",
    ];
    // The steps of an xorshift: the same each time.
    let mut state = 88_172_645_463_325_252_u64;
    let mut step = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    for _ in 0..20_000 {
        let text: String = (0..1 + step(12)).map(|_| parts[step(parts.len())]).collect();
        let mut right = String::new();
        html::push_html(&mut right, Parser::new_ext(&text, options()));
        assert_eq!(html(&text), right.trim_end(), "{text:?}");
    }
    // But for this: nobody means a figure's middle, and a figure must not lose its signs.
    assert_eq!(said("5*6*78 m"), "5*6*78 m");
    assert_eq!(said("138****5678, 139****1234"), "138****5678, 139****1234");
}

#[test]
fn what_looks_like_a_definition_is_shown() {
    assert_eq!(html("[注]: 以上数字由镇财政所提供。"), "<p>[注]: 以上数字由镇财政所提供。</p>");
    assert_eq!(html("[1]: 张三\n[2]: 李四"), "<p>[1]: 张三\n[2]: 李四</p>");
    assert_eq!(html("> [注]:\n> 说明"), "<blockquote>\n<p>[注]:\n说明</p>\n</blockquote>");
    assert_eq!(html("- [注]: 数字"), "<ul>\n<li>[注]: 数字</li>\n</ul>");
    assert_eq!(html("甲[注]\n\n[注]: 乙"), "<p>甲[注]</p>\n<p>[注]: 乙</p>");
    assert_eq!(html("数据[1]\n\n[1]: 2026年"), "<p>数据[1]</p>\n<p>[1]: 2026年</p>");
    // The second of two, which CommonMark forgets.
    assert_eq!(html("甲\n\n[注]: 乙\n\n[注]: 丙"), "<p>甲</p>\n<p>[注]: 乙</p>\n<p>[注]: 丙</p>");
    assert_eq!(html("附件\n\n[1]: https://a.cn/b"), "<p>附件</p>\n<p>[1]: https://a.cn/b</p>");
    assert_eq!(
        html("见[通知]\n\n[通知]: ../通知.md"),
        "<p>见<a href=\"../%E9%80%9A%E7%9F%A5.md\">通知</a></p>"
    );
    assert_eq!(html("见[规划][A]\n\n[a]: docs/plan"), "<p>见<a href=\"docs/plan\">规划</a></p>");
    assert_eq!(html("a\n\n[b]: c"), "<p>a</p>");
    assert_eq!(html("甲\n\n```\n[注]: 乙\n```"), "<p>甲</p>\n<pre><code>[注]: 乙\n</code></pre>");
    let places: Vec<_> = MarkdownSource::new("[注]: 甲\n\n**乙丙").read().failed;
    assert!(places.len() == 1 && places[0] == (12..14), "{places:?}");
}

#[test]
fn comments_are_cut_out() {
    for (text, left) in [
        ("明天开会<!-- 先不说 -->，请到场", "明天开会，请到场"),
        ("<!-- 内部 -->明天**开会**", "明天**开会**"),
        ("甲\n<!-- 内部\n两行 -->\n乙", "甲\n乙"),
        ("甲  <!-- 内部 -->\n乙", "甲\n乙"),
        ("明天开会<!-- 先不说\n\n下一段也是\n", "明天开会"),
        ("<!-- 没有收尾", ""),
        ("甲<!-- 一 -->乙<!-- 二 -->丙", "甲乙丙"),
        ("甲<!-->乙<!--->丙", "甲乙丙"),
        ("- 甲\n<!-- x -->\n- 乙", "- 甲\n- 乙"),
        ("    <!-- 缩进的也是 -->\n甲", "甲"),
        ("> 甲<!-- x\n> y -->乙", "> 甲乙"),
        // What is code only because of a comment is none.
        ("甲<!-- \n\n```\n\n -->乙<!-- 丙 -->丁", "甲乙丁"),
        ("[//]: # (先不说)\n甲", "甲"),
        ("甲\n\n[//]: # \"先不说\n两行\"\n\n乙", "甲\n\n\n乙"),
        ("[comment]: <> (先不说)\n甲", "甲"),
        ("[备忘]: # (先不说)\n甲", "甲"),
        ("[//]: # 没有括号\n甲", "甲"),
    ] {
        let cut = comments::cut(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(cut.text, left, "{text}");
        assert!(
            !cut.comments.is_empty() && cut.comments.iter().all(|at| text[*at..].starts_with(['<', '[']))
        );
        let gaps: usize = cut.gaps.iter().map(ExactSizeIterator::len).sum();
        assert_eq!(cut.text.len() + gaps, text.len(), "{text}");
    }
    for text in [
        "`<!-- 这样写 -->`是注释",
        "```\n<!-- 这样写 -->\n```",
        "\\<!-- 照印 -->",
        "a < b -- c",
        "[注]: 甲",
        "见[顶]\n\n[顶]: # (回到顶)",
    ] {
        assert_eq!(comments::cut(text), None, "{text}");
    }
}

#[test]
fn a_thousand_comments_that_hide_code_leave_nothing() {
    let text = "甲<!-- \n\n```\n\n -->乙<!-- 内部 \n\n```\n -->".repeat(1000);
    let cut = comments::cut(&text).unwrap();
    assert!(!cut.text.contains("内部"), "{}", cut.text.len());
}

#[test]
fn lines_of_chinese_are_joined_and_lines_of_words_are_not() {
    let joined = |before: &str, after: &str| are_joined(before.chars().rev(), after.chars());
    for (before, after) in
        [("重点", "村民"), ("好。", "明天"), ("说：", "“好”"), ("“好”", "他说"), ("……", "他"), ("”", "甲")]
    {
        assert!(joined(before, after), "{before} {after}");
    }
    for (before, after) in
        [("and", "more"), ("yes.”", "“No"), ("重点", "more"), ("한국", "어"), ("12", "户"), ("", "甲")]
    {
        assert!(!joined(before, after), "{before} {after}");
    }
    assert!(joined("”好”", "“不"));
}
