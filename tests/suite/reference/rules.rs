//! The pages of `docs/rules/`: what `explain` says, one Markdown file a rule, and the index.

use std::fmt::Write;

use gongkailan::diagnostic::{Rule, Severity};

/// The file of a rule below `docs/rules/`, as Markdown.
pub(super) fn rule_page(rule: &Rule) -> String {
    let (zh, en) = severity(rule.severity);
    let mut text = format!("# {}\n\n**{zh} · {en}**", rule.name);
    text += match rule.fixed {
        true => "，不能在 `site.yaml` 里调低 · cannot be lowered in `site.yaml`\n\n",
        false => {
            "，可在 `site.yaml` 的 `级别`（`severity`）里调整 · can be changed by `severity` in `site.yaml`\n\n"
        }
    };
    for said in [rule.what, rule.why] {
        let _ = write!(text, "{}\n\n{}\n\n", said.zh, said.en);
    }
    text += "## 有误 · Bad\n\n";
    match rule.bad() {
        bad if bad.is_empty() => {
            text += "要有真的图片、坏掉的磁盘或以前的公布才会出现，写不成例子。\n\n\
                     It takes a real picture, a failing disk or an earlier publication, and cannot be written down.\n\n";
        }
        bad => text += &example(&bad),
    }
    text += "## 改正 · Good\n\n";
    text += &example(&rule.good());
    text.truncate(text.trim_end().len());
    text + "\n"
}

/// The index of `docs/rules/`, as Markdown.
pub(super) fn rule_index(rules: &[&Rule]) -> String {
    let mut text = format!(
        "# 规则 · Rules\n\n共 {count} 条。`gongkailan explain 规则名` 说的和这里一样；在 `site.yaml` 的 `级别` 里可以调整没有标“固定”的。\n\n\
         {count} rules. `gongkailan explain RULE` says the same; `severity` in `site.yaml` changes those that are not fixed.\n\n\
         | 规则 rule | 级别 severity | 什么 · what |\n|---|---|---|\n",
        count = rules.len()
    );
    for rule in rules {
        let (zh, en) = severity(rule.severity);
        let fixed = if rule.fixed { "，固定 fixed" } else { "" };
        let (name, what) = (rule.name, rule.what);
        let _ = writeln!(
            text,
            "| [{name}]({name}.md) | {zh} {en}{fixed} | {} · {} |",
            what.zh.replace('|', "\\|"),
            what.en.replace('|', "\\|")
        );
    }
    text
}

fn severity(severity: Severity) -> (&'static str, &'static str) {
    let zh = match severity {
        Severity::Error => "错误",
        Severity::Warning => "警告",
        Severity::Note => "提示",
    };
    (zh, severity.name())
}

/// One block a file; the lines that tell files apart become their titles.
fn example(example: &str) -> String {
    let mut text = String::new();
    let mut block = String::new();
    let finish = |block: &mut String, text: &mut String| {
        if !block.is_empty() {
            let _ = write!(text, "```yaml\n{}\n```\n\n", block.trim_end());
            block.clear();
        }
    };
    for line in example.lines() {
        match line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(path) => {
                finish(&mut block, &mut text);
                let _ = write!(text, "`{path}`\n\n");
            }
            None => block += &format!("{line}\n"),
        }
    }
    finish(&mut block, &mut text);
    text
}

#[test]
fn each_file_of_an_example_is_a_block_of_its_own() {
    let shown = example("-- a.yaml --\nx: 1\n-- b.md --\n# b\n");
    assert_eq!(shown, "`a.yaml`\n\n```yaml\nx: 1\n```\n\n`b.md`\n\n```yaml\n# b\n```\n\n");
}
