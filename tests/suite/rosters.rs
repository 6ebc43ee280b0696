//! The rosters that offices really keep, imported through the binary: what must come of each stands beside it, and what the
//! expectations mean in `tests/rosters/README.md`. A new case is a file and its expectations in `tests/rosters`.

use std::fs;
use std::path::{Path, PathBuf};

use gongkailan::import::draft::RecordKind;
use gongkailan::load::kind::{Key, ValueKind};
use serde_json::{Map, Value, json};

use super::harness::{Ran, Site, root, tree};

/// A day after all that the rosters speak of.
const TODAY: &str = "2026-06-30";

/// A roster, its expectations, and what came of it.
struct Case {
    expected: Value,
    site: Site,
    /// What the command printed, in both forms.
    report: String,
    /// Every record by kind, with English keys.
    found: Map<String, Value>,
    /// How many records of each kind the board had before.
    before: Map<String, Value>,
    /// What is wrong.
    wrong: Vec<String>,
}

#[test]
fn every_roster_comes_to_what_is_expected_of_it() {
    let folder = root().join("tests/rosters");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut wrong = Vec::new();
    let mut count = 0;
    for expectations in files.iter().filter(|path| path.to_str().unwrap().ends_with(".expect.json")) {
        let stem = expectations.file_name().unwrap().to_str().unwrap().strip_suffix(".expect.json").unwrap();
        let is_it = |path: &&PathBuf| path.file_stem().is_some_and(|name| name == stem);
        let file = files.iter().find(is_it).unwrap();
        let expected = serde_json::from_slice(&fs::read(expectations).unwrap()).unwrap();
        wrong.extend(Case::run(file, expected).into_iter().map(|fault| format!("{stem}: {fault}")));
        count += 1;
    }
    assert!(count >= 9);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

impl Case {
    /// Imports `file`, looks at what came of it, and tells what is wrong.
    fn run(file: &Path, expected: Value) -> Vec<String> {
        let site = Site::empty();
        site.copy_from(&root().join("tests/rosters").join(expected["site"].as_str().unwrap()));
        let before = records(&site);
        let mut case =
            Case { expected, site, report: String::new(), found: Map::new(), before, wrong: Vec::new() };
        let mut arguments: Vec<String> = case.strings("args");
        for argument in &mut arguments {
            match argument.as_str() {
                "FILE" => *argument = file.to_str().unwrap().to_owned(),
                "SITE" => *argument = case.site.path().to_str().unwrap().to_owned(),
                _ => {}
            }
        }
        let mut ran = case.import(&arguments, &["--dry-run"]);
        if ran.code == Some(2) && case.expected.get("may_ask").is_some() {
            for (key, value) in case.expected["may_ask"].as_object().unwrap() {
                arguments.extend([format!("--{key}"), value.as_str().unwrap().to_owned()]);
            }
            ran = case.import(&arguments, &["--dry-run"]);
        }
        let status = json!(ran.code);
        if !fits(&case.expected["exit"], &status) {
            case.wrong.push(format!("exit {status}: {}{}", ran.stdout, ran.stderr));
            return case.wrong;
        }
        case.report = format!("{}{}", ran.stdout, ran.stderr);
        if status != json!(0) && case.expected.get("mentions_any").is_some() {
            let words = case.strings("mentions_any");
            if !words.iter().any(|word| case.report.contains(word)) {
                case.wrong.push(format!("mentions none of {words:?}"));
            }
        }
        let written = case.import(&arguments, &["--partial"]);
        if written.code != Some(0) {
            case.wrong.push(format!("--partial: {}{}", written.stdout, written.stderr));
        }
        case.report += &format!("{}{}", written.stdout, written.stderr);
        let before = tree(case.site.path());
        let again = case.import(&arguments, &["--partial", "--format", "json"]);
        if tree(case.site.path()) != before {
            case.wrong.push("importing the file again changes something".to_owned());
        }
        let read: Value = serde_json::from_str(&again.stdout).unwrap_or_default();
        if (&read["version"], &read["added"], &read["changed"]) != (&json!(1), &json!(0), &json!(0)) {
            case.wrong.push(format!("again: {}{}", again.stdout, again.stderr));
        }
        case.report += &again.stdout;
        let check = case.site.run(&["check", "--as-of", TODAY]);
        if check.code != Some(0) {
            case.wrong.push(format!("check: {}", check.stdout));
        }
        case.found = records(&case.site);
        case.look();
        case.wrong
    }

    fn import(&self, arguments: &[String], more: &[&str]) -> Ran {
        let arguments =
            arguments.iter().map(String::as_str).chain(more.iter().copied()).chain(["--as-of", TODAY]);
        self.site.run(&arguments.collect::<Vec<_>>())
    }

    fn strings(&self, key: &str) -> Vec<String> {
        let list = self.expected[key].as_array().cloned().unwrap_or_default();
        list.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
    }

    fn each(&self, key: &str) -> Vec<(String, Value)> {
        let map = self.expected[key].as_object().cloned().unwrap_or_default();
        map.into_iter().collect()
    }

    fn look(&mut self) {
        self.look_at_records();
        self.look_at_coverage();
        self.look_at_private();
        self.look_at_report();
        let public = texts(&Value::Object(self.found.clone()), false);
        let written = texts(&Value::Object(self.found.clone()), true);
        for never in self.strings("never_public") {
            let stands = public.iter().any(|text| text.contains(&never));
            if stands
                || self.report.contains(&never)
                || self.site.names().iter().any(|name| name.contains(&never))
            {
                self.wrong.push(format!("{never} is not kept private"));
            }
        }
        for never in self.strings("never_written") {
            if written.contains(&never) {
                self.wrong.push(format!("{never} is written"));
            }
        }
    }

    fn list(&self, kind: &str) -> &[Value] {
        self.found.get(kind).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    fn has(&self, kind: &str, wanted: &Value) -> bool {
        let found = self.list(kind);
        if kind != "ratings" {
            return found.iter().any(|record| is_like(wanted, record));
        }
        let mut head = wanted.as_object().unwrap().clone();
        let entries = head.remove("entries").unwrap_or_else(|| json!([]));
        let sheets: Vec<&Value> =
            found.iter().filter(|record| is_like(&Value::Object(head.clone()), record)).collect();
        let holds = |entry: &Value| {
            sheets
                .iter()
                .flat_map(|sheet| sheet["entries"].as_array().into_iter().flatten())
                .any(|found| is_like(entry, found))
        };
        match entries.as_array().unwrap().as_slice() {
            [] => !sheets.is_empty(),
            entries => entries.iter().all(holds),
        }
    }

    fn look_at_records(&mut self) {
        for (key, should) in [("records", true), ("absent", false)] {
            for (kind, wanted) in self.each(key) {
                for record in wanted.as_array().unwrap() {
                    if self.has(&kind, record) != should {
                        let near = self.list(&kind).iter().filter(|found| {
                            record.get("name").is_some_and(|name| fits(name, &found["name"]))
                        });
                        let near: Vec<String> = near.map(Value::to_string).collect();
                        self.wrong.push(format!("{key}: {kind} {record}, there is {near:?}"));
                    }
                }
            }
        }
        for (kind, wanted) in self.each("counts") {
            let before = self.before.get(&kind).and_then(Value::as_array).map_or(0, Vec::len);
            let added = (self.list(&kind).len() - before) as u64;
            let fits = match &wanted {
                Value::Array(range) => {
                    (range[0].as_u64().unwrap()..=range[1].as_u64().unwrap()).contains(&added)
                }
                number => number.as_u64() == Some(added),
            };
            if !fits {
                self.wrong.push(format!("{added} {kind} are new, not {wanted}"));
            }
        }
    }

    fn look_at_coverage(&mut self) {
        for (name, wanted) in self.each("coverage") {
            let is_named = |value: &Value| fits(&json!(name), value);
            let member = self.list("members").iter().find(|member| is_named(&member["name"]));
            let mut covered: Vec<String> = Vec::new();
            for item in member.into_iter().flat_map(|member| items(&member["covers"])) {
                let text = item.as_str().unwrap().to_owned();
                match text.split_once("..") {
                    None => covered.push(text),
                    Some((first, last)) => {
                        let ids =
                            self.list("households").iter().filter_map(|household| household["id"].as_str());
                        covered.extend(ids.filter(|id| (first..=last).contains(id)).map(str::to_owned));
                    }
                }
            }
            let by = self
                .list("households")
                .iter()
                .filter(|household| items(&household["covered_by"]).any(is_named));
            covered.extend(by.filter_map(|household| household["id"].as_str()).map(str::to_owned));
            for id in wanted.as_array().unwrap() {
                if !covered.iter().any(|covered| covered == id.as_str().unwrap()) {
                    self.wrong.push(format!("{name} does not cover {id}, but {covered:?}"));
                }
            }
        }
    }

    fn look_at_private(&mut self) {
        for (name, wanted) in self.each("private") {
            let is_it =
                |record: &&Value| ["id", "door", "name"].iter().any(|key| fits(&json!(name), &record[*key]));
            let records = self.list("households").iter().chain(self.list("members"));
            let values: Vec<String> = records
                .filter(is_it)
                .flat_map(|record| texts(&json!({"private": record["private"]}), true))
                .collect();
            for (key, value) in wanted.as_object().unwrap() {
                if !values.iter().any(|found| normal(found) == normal(value.as_str().unwrap())) {
                    self.wrong.push(format!("{key} of {name} is not kept below private"));
                }
            }
        }
    }

    fn look_at_report(&mut self) {
        let mut places = self.strings("notes");
        for refused in self.expected["refused_rows"].as_array().cloned().unwrap_or_default() {
            let cell = refused["cell"].as_str().unwrap();
            places.push(refused["sheet"].as_str().map_or(cell.to_owned(), |sheet| format!("{sheet}!{cell}")));
        }
        for word in places.into_iter().chain(self.strings("unknown_columns")) {
            if !self.report.contains(&word) {
                self.wrong.push(format!("the report does not name {word}"));
            }
        }
    }
}

/// Every record of the board by kind, with English keys.
fn records(site: &Site) -> Map<String, Value> {
    let mut all = Map::new();
    for (path, bytes) in tree(&site.path().join("content")) {
        if !path.ends_with(".yaml") || path == "site.yaml" {
            continue;
        }
        let read: Value = serde_yaml::from_slice(&bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        for (list, items) in read.as_object().unwrap() {
            let kind = RecordKind::ALL
                .into_iter()
                .find(|kind| [kind.list().en, kind.list().zh].contains(&list.as_str()));
            let kind = kind.unwrap_or_else(|| panic!("{path}: {list}"));
            let all = all.entry(kind.list().en).or_insert_with(|| json!([])).as_array_mut().unwrap();
            all.extend(items.as_array().unwrap().iter().map(|item| english(item, kind.keys())));
        }
    }
    all
}

/// A record with English keys and words.
fn english(record: &Value, keys: &'static [Key]) -> Value {
    let mut out = Map::new();
    for (name, value) in record.as_object().unwrap() {
        let key =
            keys.iter().find(|key| key.en == name || key.zh == name).unwrap_or_else(|| panic!("{name}"));
        let value = match &key.kind {
            ValueKind::List(ValueKind::Record(inner)) => {
                value.as_array().unwrap().iter().map(|item| english(item, inner)).collect()
            }
            ValueKind::Choice(choices) => {
                let found = choices.iter().find(|choice| value == choice.zh || value == choice.en);
                json!(found.map(|choice| choice.en))
            }
            ValueKind::Bool => json!(value == "是" || *value == json!(true)),
            _ => value.clone(),
        };
        out.insert(key.en.to_owned(), value);
    }
    Value::Object(out)
}

/// Whether `found` says all that `wanted` does.
fn is_like(wanted: &Value, found: &Value) -> bool {
    wanted.as_object().unwrap().iter().all(|(key, value)| match key.as_str() {
        "scores" => {
            value.as_object().unwrap().iter().all(|(name, score)| fits(score, &found["scores"][name]))
        }
        "lead" => {
            fits(value, &found["lead"]) || items(&found["posts"]).any(|post| fits(value, &post["member"]))
        }
        _ => fits(value, &found[key]),
    })
}

/// Whether `found` is `wanted`, or one of those that it allows.
fn fits(wanted: &Value, found: &Value) -> bool {
    if let Some(choices) = wanted.get("any_of") {
        return choices.as_array().unwrap().iter().any(|choice| fits(choice, found));
    }
    if let Some(other) = wanted.get("not") {
        return !fits(other, found);
    }
    match (wanted, found) {
        (Value::Null, found) => found.is_null(),
        (wanted, Value::Array(list)) if !wanted.is_array() => list.len() == 1 && fits(wanted, &list[0]),
        (Value::Number(wanted), found) => {
            let number = |text: &str| text.parse::<f64>().ok();
            wanted.as_f64() == found.as_f64().or_else(|| found.as_str().and_then(number))
        }
        (Value::String(wanted), found) => !found.is_null() && normal(wanted) == normal(&text(found)),
        (wanted, found) => wanted == found,
    }
}

/// A value, or the values of a list.
fn items(value: &Value) -> impl Iterator<Item = &Value> {
    let (list, one) = match value {
        Value::Array(list) => (list.as_slice(), None),
        Value::Null => (&[] as &[Value], None),
        one => (&[] as &[Value], Some(one)),
    };
    list.iter().chain(one)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A text without what is not counted: blanks, which dot it is, case, +86 and the dashes of a phone.
fn normal(text: &str) -> String {
    let tight: String =
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace('•', "·").to_lowercase();
    let digits = tight.replace('-', "");
    let mobile = digits.strip_prefix("+86").unwrap_or(&digits);
    match mobile.len() == 11 && mobile.bytes().all(|byte| byte.is_ascii_digit()) {
        true => mobile.to_owned(),
        false => tight,
    }
}

/// Every text and number below `value`; what stands below `private` only where that is asked for.
fn texts(value: &Value, with_private: bool) -> Vec<String> {
    match value {
        Value::Null | Value::Bool(_) => Vec::new(),
        Value::Array(list) => list.iter().flat_map(|item| texts(item, with_private)).collect(),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| with_private || *key != "private")
            .flat_map(|(_, item)| texts(item, with_private))
            .collect(),
        one => vec![text(one)],
    }
}
