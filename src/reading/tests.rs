//! What is read as one, what stands between letters, and what beside them.

use super::*;

fn read(text: &str, format: Format) -> [String; 2] {
    let mut reader = Reader::default();
    reader.read(text.as_bytes(), format);
    reader.streams().each_ref().map(|letters| String::from_utf16(letters.units()).unwrap())
}

fn plain(text: &str) -> String {
    let [text, _] = read(text, Format::Plain);
    text
}

#[test]
fn a_character_is_one_in_every_form() {
    for form in [
        "马",
        "馬",
        "⻢",
        "马\u{fe00}",
        "马\u{e0100}",
        "%E9%A9%AC",
        "\\u9a6c",
        "\\u{9a6c}",
        "&#x9a6c;",
        "&#39532;",
        "&#39532",
    ] {
        assert_eq!(plain(&format!("骑{form}去")), "骑马去", "{form}");
    }
    assert_eq!(plain("⾼　明ｌａｏ Ａ１②𝟑④٥６"), "高明1a0a123456");
    assert_eq!(plain("二○三号 贰零叁號"), "203号203号");
    assert_eq!(plain("Аlmа ﬁ ㎡ é"), "a1maf1m2e");
    assert_eq!(plain("\\ud840\\udc00𠀀"), "𠀀𠀀");
    let [style, _] = read("a::after{content:'\\91d1\\4e1d \\96c0'}", Format::Style);
    assert!(style.ends_with("金丝雀"), "{style}");
}

#[test]
fn what_is_not_seen_stands_between_nothing() {
    let gaps = |text: &str, format: Format| {
        let mut reader = Reader::default();
        reader.read(text.as_bytes(), format);
        let [text, _] = reader.streams();
        (1..text.units().len()).map(|at| text.gap(at)).collect::<Vec<u8>>()
    };
    use gap::*;
    for (text, gap) in [
        ("张<b>建", JOINED),
        ("张\u{200b}建", JOINED),
        ("张<!-- 是 -->建", JOINED),
        ("张<ruby><rt>jian</rt>建", JOINED),
        ("张&shy;建", JOINED),
        ("张·建", DOT),
        ("张—建", DOT),
        ("张&middot;建", DOT),
        ("张 建", SPACE),
        ("张&nbsp;建", SPACE),
        ("张（建", SPACE),
        ("张<br>建", LINE),
        ("张\n  建", LINE),
        ("张</td><td>建", BORDER),
        ("张｜建", BORDER),
        ("张、建", MARK),
        ("张 < 建", MARK),
    ] {
        assert_eq!(gaps(text, Format::Markup), [gap], "{text}");
    }
    assert_eq!(gaps("张**建", Format::Plain), [JOINED]);
    assert_eq!(gaps("张<b>建", Format::Plain), [JOINED]);
    assert_eq!(gaps("8****5", Format::Plain), [MARK]);
    assert_eq!(gaps("张,建", Format::Table), [BORDER]);
    assert_eq!(gaps("1,234", Format::Plain), [DOT, JOINED, JOINED]);
}

#[test]
fn what_programs_read_stands_beside_the_text() {
    let [text, aside] = read("甲<a title=\"a>乙\" href='%E4%B8%99'>丁</a><!--戊<b>-->己", Format::Markup);
    assert_eq!(text, "甲丁己");
    assert_eq!(aside, "a乙href丙戊b");
    assert_eq!(read("甲[乙](丙.html)丁", Format::Plain), ["甲乙丁", "丙htm1"]);
    assert_eq!(read("if (a<b && c>d) 甲", Format::Plain)[0], "1fabcd甲");
}

#[test]
fn reading_can_begin_at_any_seam() {
    let piece = "<table><tr><td title=\"说明\">王芳</td><td>建国</td></tr></table><p>说：“好”。</p>";
    let text = piece.repeat(400);
    let bytes = text.as_bytes();
    let mut reader = Reader::default();
    reader.read(bytes, Format::Markup);
    let (all, seams) = (reader.streams()[0].units().to_vec(), reader.seams().to_vec());
    assert!(seams.len() > 10);
    for seam in seams {
        reader.begin(Format::Markup, seam);
        reader.go_on(bytes, seam.at as usize, bytes.len());
        assert_eq!(reader.streams()[0].units(), &all[seam.letters as usize..]);
    }
}

/// What heads the letters `38650` of a text.
fn heads(text: &str, format: Format) -> Vec<String> {
    let mut reader = Reader::default();
    reader.read(text.as_bytes(), format);
    let letters = &reader.streams()[0];
    let number: Vec<u16> = "38650".encode_utf16().collect();
    let at = letters.units().windows(5).position(|part| part == number).unwrap();
    letters
        .heads(at)
        .own
        .into_iter()
        .map(|head| String::from_utf16(&letters.units()[head]).unwrap())
        .collect()
}

#[test]
fn cells_know_what_heads_their_column() {
    let html = "<p>前言</p><table><caption>名单</caption><tr><th>门牌<th>收入</tr><tr><td>1号</td><td>38650</td></tr></table>";
    let text = "说明\n\n名单\t\n门牌\t收入\t\n1号\t38650\t\n\n后记\n";
    let paragraphs = "前言\n名单\n门牌\n\t收入\n\t\n1号\n\t38650\n\t\n后记\n";
    let marked = "| 门牌 | 收入 |\n|---|---|\n| 1号 | 38650 |\n";
    for (text, format) in [
        (html, Format::Markup),
        ("名单,,\n门牌,面积,收入\n1号,\"1,200\",\"38,650\"\n", Format::Table),
        ("门牌\t收入\n1号\t38650\n", Format::Table),
        (text, Format::Text),
        (paragraphs, Format::Text),
        (marked, Format::Text),
    ] {
        let heads = heads(text, format);
        assert!(heads.contains(&"1号".to_owned()), "{text}: {heads:?}");
        assert!(heads.iter().any(|head| head.contains("收入")), "{text}: {heads:?}");
        assert!(
            !heads.contains(&"面积".to_owned()) && !heads.iter().any(|head| head.contains("后记")),
            "{heads:?}"
        );
    }
    for (text, format) in [
        (html.replace("38650", "1"), Format::Markup),
        (text.replace("38650", "1"), Format::Text),
        (paragraphs.replace("38650", "1"), Format::Text),
    ] {
        let behind = format!("{text}不是表，没有表头。{}38650\n", "字".repeat(TITLE));
        assert_eq!(heads(&behind, format), [] as [&str; 0], "{behind}");
    }
}
