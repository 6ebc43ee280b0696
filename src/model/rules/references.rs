//! Faults of ids and of what refers to them.

use crate::diagnostic::rules;

rules! {
    /// The same id twice.
    pub ID_DUPLICATE: "id-duplicate", Error, fixed;
    what "两条记录的编号相同。" "Two records have the same id.";
    why "编号是网址和引用的依据，同类记录不能重复。没有写编号时由名称的拼音得来，同音的要自己写上编号。"
        "Ids make addresses and references, so each must be unique among its kind. Unwritten ids come from the pinyin of the name; write one where two sound alike.";
    example "members:\n  - name: 王伟\n  - name: 王玮\n#         ^^^^\n>     id: wang-wei-2\n";

    /// A name of signs only.
    pub ID_MISSING: "id-missing", Error, fixed;
    what "没有写编号，名称也转不成编号。" "A record has no id, and none can be made from its name.";
    why "没有写编号时，编号由名称的拼音得来；只有符号的名称、和设备名（如 con）相同的名称得不出编号，要自己写上。"
        "Unwritten ids come from the pinyin of the name; a name of signs alone, or one like a device (con), gives none. Write one.";
    example "members:\n  - name: ※※\n#         ^^\n>     id: zhang-san\n";

    /// Ids that differ in case only.
    pub ID_COLLISION: "id-collision", Error, fixed;
    what "两个编号只有大小写不同。" "Two ids differ in case only.";
    why "编号会成为文件夹名，Windows 和 U 盘不分大小写，两页会互相覆盖。改一个。"
        "Ids become folder names, and Windows and USB sticks ignore case: one page would overwrite the other. Change one.";
    example "members:\n  - {id: zhang, name: 张三}\n<   - {id: Zhang, name: 张四}\n< #        ^^^^^\n>   - {id: zhang-4, name: 张四}\n";

    /// Nobody of that id or name.
    pub REFERENCE_UNKNOWN: "reference-unknown", Error, fixed;
    what "引用的记录不存在。" "A record that is referred to does not exist.";
    why "用编号引用，名称不重复时也可以用名称；大小写要一致。"
        "Refer by id, or by name where the name is unique; case counts.";
    example "grids:\n  - name: 甲村\n    level: village\n<     lead: 张叁\n< #         ^^^^\n>     lead: 张三\nmembers:\n  - name: 张三\n";

    /// Several of that name.
    pub REFERENCE_AMBIGUOUS: "reference-ambiguous", Error, fixed;
    what "按名称引用，但同名的不止一个。" "A name refers to more than one record.";
    why "改用编号，提示里列出了每个人的编号和网格。"
        "Use the id; the message lists each candidate's id and grid.";
    example "grids:\n  - name: 甲村\n    level: village\n<     lead: 王伟\n< #         ^^^^\n>     lead: wang-1\nmembers:\n  - {id: wang-1, name: 王伟}\n  - {id: wang-2, name: 王伟}\n";

    /// A range that makes no sense.
    pub RANGE_INVALID: "range-invalid", Error, fixed;
    what "一段户编号（a..b）写得不对。" "A range of household ids (a..b) is not right.";
    why "两头都要有这一户，最后一个数字之前的文字相同，前一个不大于后一个；中间空号没关系。"
        "Both ends must exist, with the same text before the last number, the first not above the last; holes are fine.";
    example "grids:\n  - {name: 甲村, level: village, lead: 张三}\nmembers:\n  - name: 张三\n<     covers: [h-2..h-1]\n< #            ^^^^^^^^\n>     covers: [h-1..h-2]\nhouseholds:\n  - {id: h-1, door: 1号, grid: 甲村}\n  - {id: h-2, door: 2号, grid: 甲村}\n";

    /// A grid above itself.
    pub PARENT_CYCLE: "parent-cycle", Error, fixed;
    what "网格的上级绕了一圈，回到自己。" "A grid's parents lead back to itself.";
    why "提示里写出了整圈；改其中一个的上级。"
        "The message shows the circle; change the parent of one of them.";
    example "grids:\n  - {name: 甲村, level: village, lead: 张三}\n<   - {id: a, name: 一格, level: grid, parent: b, lead: 张三}\n< #                                            ^\n<   - {id: b, name: 二格, level: grid, parent: a, lead: 张三}\n>   - {id: a, name: 一格, level: grid, parent: 甲村, lead: 张三}\nmembers:\n  - name: 张三\n";

    /// A level not below the parent's.
    pub LEVEL_WRONG: "level-wrong", Error, fixed;
    what "网格的层级不在上级之下。" "A grid's level is not below its parent's.";
    why "层级按 site.yaml 里从上到下的顺序；可以跳级，不能平级或倒过来。"
        "Levels go down in the order of site.yaml; one may be skipped, but not repeated or reversed.";
    example "grids:\n<   - {name: 甲村, level: grid, lead: 张三}\n<   - {name: 一格, level: village, parent: 甲村, lead: 张三}\n< #                       ^^^^^^^\n>   - {name: 甲村, level: village, lead: 张三}\n>   - {name: 一格, level: grid, parent: 甲村, lead: 张三}\nmembers:\n  - name: 张三\n";

    /// A network named below the root.
    pub NETWORK_MISPLACED: "network-misplaced", Error, fixed;
    what "下级网格写了另一个体系。" "A grid below a root names another network.";
    why "体系只写在最上一级，下级跟着上级。要放进别的体系，请另建一个网格。"
        "The network is given on the root; grids below follow it. Make another grid for another network.";
    example "-- content/site.yaml --\ntitle: 甲村\npublisher: 甲村\nnetworks:\n  - {id: a, name: 甲, levels: [{id: village, name: 村}, {id: grid, name: 格}]}\n  - {id: b, name: 乙, levels: [{id: village, name: 村}]}\n-- content/records.yaml --\ngrids:\n  - {name: 甲村, level: village}\n<   - {name: 一格, level: grid, parent: 甲村, network: b}\n< #                                                    ^\n>   - {name: 一格, level: grid, parent: 甲村}\n";

    /// Member and grid both given, or neither.
    pub SUBJECT_DOUBLE: "subject-double", Error, fixed;
    what "责任人和网格都写了，或都没写。" "Both a member and a grid are given, or neither.";
    why "只能写其中一个，才知道是谁的。" "Give one of them, so that it is clear whose it is.";
    example "members:\n  - name: 张三\ngrids:\n  - {name: 甲村, level: village, lead: 张三}\ncommitments:\n  - title: 修好路灯\n    made: 2026-01-05\n    due: 2026-12-31\n    target: 12 盏\n    by: 张三\n<     grid: 甲村\n< #         ^^^^\n";
}
