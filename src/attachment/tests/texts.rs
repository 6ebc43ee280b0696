//! Plain texts: their encodings, and what stands in them otherwise than it is written.

use super::*;

#[test]
fn plain_text_is_read_in_every_usual_encoding() {
    let wanted = format!("户主,电话\n{NAME},{PHONE}\n");
    let utf16 = |make: fn(u16) -> [u8; 2]| wanted.encode_utf16().flat_map(make).collect::<Vec<u8>>();
    let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
    let forms = [
        wanted.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", wanted.as_bytes()].concat(),
        encoding_rs::GB18030.encode(&wanted).0.into_owned(),
        [b"\xff\xfe", &little[..]].concat(),
        [b"\xfe\xff", &big[..]].concat(),
        little,
        big,
    ];
    for bytes in forms {
        let found = read("a.csv", &bytes).unwrap();
        assert!(found.reading.text().starts_with(&wanted), "{bytes:x?}");
        assert_eq!(places(&found.reading, NAME), ["第2行"]);
    }
    // 毛坪 and 卢强 in GBK are UTF-8 by chance.
    let by_chance = encoding_rs::GB18030.encode("毛坪,卢强").0.into_owned();
    assert!(text("a.csv", &by_chance).contains("毛坪,卢强"));
}

#[test]
fn a_text_whose_encoding_is_in_doubt_is_refused_or_read_in_each() {
    let table = format!("户主,电话\n{NAME},{PHONE}\n徐德麗,王小明,張建國,李强\n");
    let traditional = "姓名,電話\n徐德麗,0912345678\n張建國,王小明\n";
    let in_japanese = "氏名,電話\n徐徳麗,0912345678\n張建国,王小明\n";
    for (encoding, text) in [
        (encoding_rs::BIG5, traditional),
        (encoding_rs::EUC_KR, traditional),
        (encoding_rs::SHIFT_JIS, in_japanese),
        (encoding_rs::EUC_JP, in_japanese),
        (encoding_rs::ISO_2022_JP, in_japanese),
    ] {
        for text in [text, "王小明", "徐德,1", "张,王小明\n"] {
            let (bytes, _, is_wrong) = encoding.encode(text);
            // Either refused, or read in that encoding as well.
            match read("a.csv", &bytes) {
                Ok(found) if !is_wrong => {
                    let name = text.split([',', '\n']).find(|part| part.chars().count() > 1).unwrap();
                    assert!(found.reading.text().contains(name), "{} {text}", encoding.name());
                }
                Ok(_) => {}
                Err(refusal) => assert_eq!(refusal.why, Why::Encoding),
            }
        }
    }
    for bytes in [
        &b"\xd0\xec\xb5\xc2\x1b$B"[..],
        b"name: ~{Pl5B@v~}\n",
        b"+X5Bft049-",
        b"name,+X5Bft049-\n",
        "王\u{e}小".as_bytes(),
        "鐜嬪皬鏄庯紝寮犲缓鍥�".as_bytes(),
    ] {
        assert_eq!(why("a.csv", bytes), Why::Encoding, "{bytes:x?}");
    }
    // UTF-16 without a mark, a line's end or a digit.
    for (name, make) in [
        (NAME, u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ("王小明", u16::to_be_bytes),
        ("丽佳", u16::to_le_bytes),
    ] {
        let bytes: Vec<u8> = name.encode_utf16().flat_map(make).collect();
        let found = read("a.txt", &bytes);
        assert!(
            found.is_err_and(|refusal| refusal.why == Why::Encoding) || text("a.txt", &bytes).contains(name),
            "{name}"
        );
    }
    // What is sound passes.
    for sound in [&table[..], "a+b = c+d-e, ~{}, +8613906480894-1, +86-1\n", "André\n", "=1+2\n"] {
        assert!(text("a.csv", sound.as_bytes()).starts_with(sound), "{sound}");
    }
    for sound in [
        "户主,电话\n徐德丽,13906480894\n",
        "村里今年修了路。\n",
        "王小明\n",
        "阿依古丽·买买提,1\n",
        "浠水县\n",
    ] {
        let bytes = encoding_rs::GB18030.encode(sound).0.into_owned();
        assert!(text("a.csv", &bytes).starts_with(sound), "{sound}");
    }
}

#[test]
fn a_text_that_is_turned_around_is_refused() {
    assert_eq!(why("a.txt", "户主：\u{202e}丽德徐".as_bytes()), Why::Turned);
    let document =
        |body: &str| zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body.as_bytes())]);
    let turned = document("<w:p><w:bdo w:val=\"rtl\"><w:r><w:t>丽德徐</w:t></w:r></w:bdo></w:p>");
    assert_eq!(why("a.docx", &turned), Why::Turned);
    assert_eq!(why("a.docx", &document("<w:p><w:t>见&#x202e;丽德徐</w:t></w:p>")), Why::Turned);
    text("a.txt", "户主：\u{2067}مۇھەممەت\u{2069}的家".as_bytes());
}

#[test]
fn texts_within_a_text_are_read() {
    use base64::Engine;
    let packed = |text: &[u8]| base64::engine::general_purpose::STANDARD.encode(text);
    let gbk = encoding_rs::GB18030.encode("户主：徐德丽").0.into_owned();
    let long = format!("{}{NAME}", "村里今年修了路。".repeat(9));
    let lines = packed(long.as_bytes())
        .as_bytes()
        .chunks(76)
        .map(|line| String::from_utf8_lossy(line).into_owned())
        .collect::<Vec<_>>()
        .join("\r\n ");
    for (name, text) in [
        ("a.vcf", "BEGIN:VCARD\r\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BE=90=\r\n=E5=BE=B7=E4=B8=BD\r\nEND:VCARD\r\n".to_owned()),
        ("a.vcf", "BEGIN:VCARD\r\nFN;CHARSET=GBK;ENCODING=QUOTED-PRINTABLE:=D0=EC=B5=C2=C0=F6\r\nEND:VCARD\r\n".to_owned()),
        ("a.vcf", "BEGIN:VCARD\r\nFN:徐德\r\n 丽\r\nEND:VCARD\r\n".to_owned()),
        ("a.vcf", format!("BEGIN:VCARD\r\nFN;ENCODING=B:{}\r\nEND:VCARD\r\n", packed(NAME.as_bytes()))),
        ("a.ics", format!("BEGIN:VCALENDAR\nDESCRIPTION:{NAME}\n")),
        ("a.txt", format!("=?utf-8?B?{}?= =?utf-8?Q?=E5=BE=90?=", packed(NAME.as_bytes()))),
        ("a.txt", lines),
        ("a.json", format!("{{\"file\":\"data:text/plain;base64,{}\"}}", packed(NAME.as_bytes()))),
        ("a.md", format!("[a](data:;base64,{})", packed(&gbk))),
    ] {
        let found = self::text(name, text.as_bytes());
        assert!(found.contains(NAME), "{name}: {text}: {found}");
    }
    let phone = format!("{{\"b\": \"{}\"}}", packed(format!("tel:{PHONE}").as_bytes()));
    assert!(text("a.json", phone.as_bytes()).contains(PHONE));
    // Big5 in quoted-printable.
    let wrong = "BEGIN:VCARD\nFN;CHARSET=BIG5;ENCODING=QUOTED-PRINTABLE:=AE}=BC=77=C4=52\nEND:VCARD\n";
    assert_eq!(why("a.vcf", wrong.as_bytes()), Why::Encoding);
    let plain = "a=10&b=20, aGVsbG8, 5b6Q\n";
    assert!(text("a.txt", plain.as_bytes()).starts_with(plain));
}
