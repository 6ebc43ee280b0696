//! What people type, and which doors it means: the same in the browser's script and in `who`.

use super::harness::Site;
use super::lookup::{browser, terminal};

/// One small village: its doors, and what is typed with what it finds, the best first.
struct Case {
    /// Each with its villagers' group, where it has one.
    doors: &'static [(&'static str, &'static str)],
    typed: &'static [Typed],
}

/// What is typed, the doors that fit, and those that fit but for a number.
type Typed = (&'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    // Separators part numbers.
    Case {
        doors: &[("1#1201", ""), ("11#201", "")],
        typed: &[
            ("11#201", &["11#201"], &["1#1201"]),
            ("11-201", &["11#201"], &["1#1201"]),
            ("11 201", &["11#201"], &["1#1201"]),
            ("11．201", &["11#201"], &["1#1201"]),
            ("1#1201", &["1#1201"], &["11#201"]),
            ("11201", &[], &["1#1201", "11#201"]),
        ],
    },
    Case {
        doors: &[("1/201", ""), ("12/01", "")],
        typed: &[
            ("1/201", &["1/201"], &["12/01"]),
            ("12/01", &["12/01"], &["1/201"]),
            ("1－201", &["1/201"], &["12/01"]),
        ],
    },
    Case {
        doors: &[("1.12号", ""), ("11.2号", "")],
        typed: &[
            ("11.2号", &["11.2号"], &["1.12号"]),
            ("1.12", &["1.12号"], &["11.2号"]),
            ("1 12", &["1.12号"], &["11.2号"]),
        ],
    },
    // What cuts a number is near, and does not open.
    Case {
        doors: &[("13号", "")],
        typed: &[
            ("3号", &[], &["13号"]),
            ("三号", &[], &["13号"]),
            ("13", &["13号"], &[]),
            ("十三号", &["13号"], &[]),
        ],
    },
    Case {
        doors: &[("1-12", "")],
        typed: &[
            ("1-1", &[], &["1-12"]),
            ("1 1", &[], &["1-12"]),
            ("1-12", &["1-12"], &[]),
            ("1", &["1-12"], &[]),
        ],
    },
    Case {
        doors: &[("十三号", "")], typed: &[("三号", &[], &["十三号"]), ("3", &[], &["十三号"])]
    },
    // Signs that keyboards and copies give.
    Case {
        doors: &[
            ("二○三号", ""),
            ("⻢家沟1号", ""),
            ("葛\u{e0100}家沟1号", ""),
            ("一千二百号", ""),
            ("3─201", ""),
        ],
        typed: &[
            ("203", &["二○三号"], &[]),
            ("二零三号", &["二○三号"], &[]),
            ("马家沟", &["⻢家沟1号"], &[]),
            ("⻢家沟", &["⻢家沟1号"], &[]),
            ("mjg1", &["⻢家沟1号"], &[]),
            ("葛家沟", &["葛\u{e0100}家沟1号"], &[]),
            ("葛\u{fe00}家沟1", &["葛\u{e0100}家沟1号"], &[]),
            ("1200", &["一千二百号"], &[]),
            ("一千二", &["一千二百号"], &[]),
            ("3-201", &["3─201"], &[]),
            ("3・201", &["3─201"], &[]),
            ("3˙201", &["3─201"], &[]),
        ],
    },
    Case {
        doors: &[("203号", ""), ("1200号", "")],
        typed: &[("二○三", &["203号"], &[]), ("二Ｏ三号", &["203号"], &[]), ("一千二百号", &["1200号"], &[])],
    },
    // ü in its ways.
    Case {
        doors: &[("吕家沟1号", ""), ("女儿河2号", ""), ("芦岭3号", "")],
        typed: &[
            ("lv", &["吕家沟1号"], &[]),
            ("lü", &["吕家沟1号"], &[]),
            ("lyu", &["吕家沟1号"], &[]),
            ("lu", &["吕家沟1号", "芦岭3号"], &[]),
            ("lǚjiagou", &["吕家沟1号"], &[]),
            ("nu", &["女儿河2号"], &[]),
            ("nver", &["女儿河2号"], &[]),
        ],
    },
    // Groups.
    Case {
        doors: &[("甲1号", "第三村民小组"), ("甲2号", "第十三村民小组"), ("甲3号", "四组")],
        typed: &[
            ("三组", &["甲1号"], &["甲2号"]),
            ("第三组", &["甲1号"], &["甲2号"]),
            ("3组", &["甲1号"], &["甲2号"]),
            ("三村民组", &["甲1号"], &["甲2号"]),
            ("第四村民小组", &["甲3号"], &[]),
            ("三组1号", &["甲1号"], &[]),
            ("十三组2号", &["甲2号"], &[]),
            ("3", &["甲3号", "甲1号"], &["甲2号"]),
        ],
    },
    // A place and a door in one; what stands between the numbers is left out.
    Case {
        doors: &[("岭上3号", ""), ("岭上13号", ""), ("岭上4号", "二组"), ("岭…5号", "")],
        typed: &[
            ("岭头3号", &["岭上3号"], &[]),
            ("岭头片3号", &["岭上3号"], &[]),
            ("lingtou3", &["岭上3号"], &[]),
            ("lt3h", &["岭上3号"], &[]),
            ("甲村岭头3号", &["岭上3号"], &[]),
            ("甲村岭上3号", &["岭上3号"], &[]),
            ("岭头二组4号", &["岭上4号"], &[]),
            ("岭头4号二组", &[], &[]),
            ("岭5号", &["岭…5号"], &[]),
        ],
    },
    Case {
        doors: &[
            ("东苑1幢1单元101室", ""),
            ("东苑1幢2单元101室", ""),
            ("东苑10幢1单元1室", ""),
            ("东苑2幢1单元101室", ""),
        ],
        typed: &[
            ("东苑1幢101", &["东苑1幢1单元101室", "东苑1幢2单元101室"], &[]),
            ("东苑1-2-101", &["东苑1幢2单元101室"], &[]),
            ("dy1z101", &["东苑1幢1单元101室", "东苑1幢2单元101室"], &[]),
            ("东苑2幢101室", &["东苑2幢1单元101室"], &[]),
            ("东苑101幢1", &[], &[]),
        ],
    },
    // Exact doors first.
    Case {
        doors: &[("3幢1室", ""), ("13号", ""), ("1幢3室", ""), ("甲3号", ""), ("3", "")],
        typed: &[
            ("3", &["3", "甲3号", "1幢3室", "3幢1室"], &["13号"]),
            ("1 3", &["1幢3室", "3幢1室"], &["13号"]),
        ],
    },
];

/// A village of one patch with those doors.
fn village(case: &Case) -> Site {
    let site = Site::empty();
    let settings = "title: 甲\npublisher: 乙\nseverity: {household-door-similar: off, name-invisible: warning}\nnetworks:\n  - {id: n, name: 网, levels: [{id: a, name: 村}, {id: b, name: 片}]}\n";
    site.write("content/site.yaml", settings);
    let grids = "grids:\n  - {id: v, name: 甲村, level: 村, lead: 武俊生}\n  - {id: g, name: 岭头片, level: 片, parent: v, lead: 武俊生}\nmembers:\n  - {name: 武俊生}\nhouseholds:\n";
    let household = |(at, (door, group)): (usize, &(&str, &str))| {
        let group = if group.is_empty() { String::new() } else { format!(", group: {group}") };
        format!("  - {{id: h-{at}, door: \"{door}\", grid: g{group}}}\n")
    };
    let households: String = case.doors.iter().enumerate().map(household).collect();
    site.write("content/records.yaml", grids.to_owned() + &households);
    site
}

#[test]
fn what_people_type_means_the_right_door() {
    for case in CASES {
        let site = village(case);
        site.run(&["build", "-q"]).exits(0);
        let queries: Vec<String> = case.typed.iter().map(|(typed, ..)| (*typed).to_owned()).collect();
        let door = |id: &str| case.doors[id[2..].parse::<usize>().unwrap()].0;
        for ((typed, fits, near), answers) in case.typed.iter().zip(terminal(&site, &queries)) {
            let told = |is_near: bool| -> Vec<&str> {
                let those = answers.households.iter().filter(|answer| answer.near == is_near);
                those.map(|answer| door(&answer.id)).collect()
            };
            assert_eq!((told(false), told(true)), (fits.to_vec(), near.to_vec()), "{typed}, who");
        }
        let Some(answered) = browser(&site, &queries, &[]) else { continue };
        for ((typed, fits, near), answer) in case.typed.iter().zip(answered) {
            let ids = |key: &str| -> Vec<&str> {
                answer[key].as_array().unwrap().iter().map(|id| door(id.as_str().unwrap())).collect()
            };
            assert_eq!(
                (ids("ids"), ids("near")),
                ([*fits, *near].concat(), near.to_vec()),
                "{typed}, script"
            );
            let opens = answer["only"].as_str().map(door);
            assert_eq!(opens, (fits.len() == 1).then(|| fits[0]), "{typed} opens");
        }
    }
}

#[test]
fn somebody_responsible_is_found_by_name_title_and_post() {
    let site = Site::empty();
    site.write(
        "content/site.yaml",
        "title: 甲\npublisher: 乙\nhotline: 0355-1112223\nlanguages: [en]\nnetworks:\n  - {id: n, name: 网, levels: [{id: a, name: 村, lead_title: 村党支部书记}, {id: b, name: 片, lead_title: 片长}]}\n",
    );
    site.write(
        "content/records.yaml",
        "grids:\n  - {id: v, name: 甲村, level: 村, lead: 武俊生}\n  - {id: g, name: 岭头片, level: 片, parent: v, lead: 武俊生}\n  - {id: f, name: 沟口片, level: 片, parent: v, lead: bao}\nmembers:\n  - {id: wu, name: 武俊生, phone: 13900000001}\n  - {id: bao, name: 鲍雪芹, title: 妇联主席}\n  - {id: mai, name: 买买提·艾力}\n  - {id: old, name: 武旧人, to: 2020-01-01}\nhouseholds:\n  - {id: x1, door: 武家1号, grid: g}\n  - {id: x2, door: 沟口2号, grid: f}\ntranslations:\n  - language: en\n    texts: {武俊生: Wu Junsheng, 鲍雪芹: Bao Xueqin, 片长: Area lead, 岭头片: Lingtou area, 沟口片: Goukou area, 甲村: Jia village, 妇联主席: Chair of the women's federation}\n",
    );
    site.run(&["build", "-q"]).exits(0);
    let typed = [
        ("武俊生", "武俊生"),
        ("wujunsheng", "武俊生"),
        ("wjs", "武俊生"),
        ("书记", "武俊生"),
        ("岭头片长", "武俊生"),
        ("岭头片片长武俊生", "武俊生"),
        ("片长 武", "武俊生"),
        ("妇联主席", "鲍雪芹"),
        ("鲍雪芹", "鲍雪芹"),
        ("买买提艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("买买提 艾力", "买买提·艾力"),
    ];
    let queries: Vec<String> = typed.iter().map(|(typed, _)| (*typed).to_owned()).collect();
    for ((typed, name), answers) in typed.iter().zip(terminal(&site, &queries)) {
        let names: Vec<&str> = answers.people.iter().map(|answer| answer.person.name.as_str()).collect();
        assert_eq!((names, answers.total), (vec![*name], 0), "{typed}");
    }
    let told = site.run(&["who", "--lang", "zh", "武俊生"]).exits(0).stdout;
    assert_eq!(told, "武俊生 139****0001\n  岭头片 片长\n  甲村 村党支部书记\n\n共 1 位责任人\n");
    let told = site.run(&["who", "--lang", "en", "--edition", "en", "bao xueqin"]).exits(0).stdout;
    assert_eq!(
        told,
        "Bao Xueqin hotline 0355-1112223  Chair of the women's federation\n  Goukou area Area lead\n\n1 people found\n"
    );
    let told = site.run(&["who", "--lang", "en", "--edition", "fr", "x1"]).exits(2).stderr;
    assert!(told.contains("the board is not published in 'fr', but in zh-CN, en"), "{told}");
    assert!(
        site.run(&["who", "武旧人"]).exits(0).stdout.contains("没有找到"),
        "whoever has left is not found"
    );
    // A name, and doors that begin with its first character.
    let both = terminal(&site, &["武".to_owned()]).remove(0);
    assert_eq!((both.total, both.people_total), (1, 1));
    let Some(answered) = browser(&site, &queries, &[]) else { return };
    for ((typed, name), answer) in typed.iter().zip(answered) {
        assert_eq!(answer["only"], *name, "{typed}");
    }
}
