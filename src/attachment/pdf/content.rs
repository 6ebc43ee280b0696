//! What draws a page: its text in the order it is drawn, and how much of the page pictures cover.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::super::{Look, Why};
use super::filters;
use super::fonts::{Font, Shown};
use super::objects::File;
use super::syntax::{Dict, Lexer, Value};

/// Most instructions that are followed in one file: drawings may call each other.
const MOST_STEPS: u64 = 40_000_000;
/// How deep drawings may call each other.
const DEEPEST: usize = 12;
/// Smallest picture that can show text worth reading, in pixels.
const LARGE: f64 = 40_000.0;

/// What turns points of a drawing into points of the page.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

type Shared = Rc<RefCell<Font>>;

/// Reads drawings, and remembers the fonts and what was drawn already.
pub(super) struct Painter<'f, 'b> {
    file: &'f File<'b>,
    fonts: HashMap<u32, Shared>,
    /// Numbers of the streams that were read.
    pub seen: HashSet<u32>,
    /// Pictures that may show text.
    pub pictures: HashSet<u32>,
    steps: u64,
}

/// What a page shows.
#[derive(Default)]
pub(super) struct Page {
    /// Its text in the order it is drawn.
    pub text: String,
    /// Its pieces of text with their places: from above, from the left.
    pieces: Vec<(f64, f64, String)>,
    /// How much is covered by pictures, in square points.
    pub covered: f64,
    /// How many pieces lines drawn by themselves have.
    pub curves: usize,
    /// How many characters it shows.
    pub characters: usize,
    /// How many codes nobody can tell, and the most one after the other.
    pub unknown: usize,
    pub unknown_run: usize,
    /// Text that stands beside drawings: what a picture shows, as told by whoever made it.
    pub beside: String,
    end: Option<(f64, f64, f64)>,
}

impl Page {
    /// The text as it stands on the page, line by line, where that is another order than it is drawn in.
    pub(super) fn by_place(&mut self) -> Option<String> {
        let is_sorted = self.pieces.windows(2).all(|pair| {
            let ((y, x, _), (below, right, _)) = (&pair[0], &pair[1]);
            below > y || below == y && right >= x
        });
        if is_sorted {
            return None;
        }
        self.pieces.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut text = String::new();
        let mut line = f64::NAN;
        for (y, _, piece) in &self.pieces {
            if *y != line {
                text.push('\n');
                line = *y;
            }
            text.push_str(piece);
        }
        Some(text)
    }

    fn show(&mut self, shown: &[Shown], (x, y): (f64, f64), size: f64, width: f64) {
        let mut piece = String::new();
        let mut run = 0;
        for one in shown {
            match &one.text {
                Some(text) => {
                    piece.push_str(text);
                    run = 0;
                }
                None => {
                    run += 1;
                    self.unknown += 1;
                    self.unknown_run = self.unknown_run.max(run);
                }
            }
        }
        self.characters += piece.chars().filter(|c| !c.is_whitespace()).count();
        let gap = match self.end {
            None => "",
            Some((_, line, _)) if (line - y).abs() > size * 0.4 => "\n",
            Some((end, _, _)) if x - end > size * 0.3 || end - x > size => " ",
            Some(_) => "",
        };
        self.text.push_str(gap);
        self.text.push_str(&piece);
        self.end = Some((x + width, y, size));
        // Lines are as high as half their characters at least.
        let line = -(y / (size * 0.5).max(1.0)).round();
        self.pieces.push((line, x, piece));
    }
}

/// The state of drawing.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Shared>,
    size: f64,
    leading: f64,
    scale: f64,
}

impl<'f, 'b> Painter<'f, 'b> {
    pub(super) fn new(file: &'f File<'b>) -> Painter<'f, 'b> {
        Painter { file, fonts: HashMap::new(), seen: HashSet::new(), pictures: HashSet::new(), steps: 0 }
    }

    /// Follows a drawing.
    pub(super) fn draw(
        &mut self,
        look: &mut Look,
        data: &[u8],
        resources: &[&Dict],
        page: &mut Page,
    ) -> Result<(), Why> {
        self.follow(look, data, resources, page, IDENTITY, 0)
    }

    fn follow(
        &mut self,
        look: &mut Look,
        data: &[u8],
        resources: &[&Dict],
        page: &mut Page,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), Why> {
        let mut state = State { matrix, font: None, size: 0.0, leading: 0.0, scale: 1.0 };
        let mut saved: Vec<State> = Vec::new();
        let (mut line, mut text) = (IDENTITY, IDENTITY);
        let mut operands: Vec<Value> = Vec::new();
        let mut lexer = Lexer::new(data, 0, false);
        let mut shown = Vec::new();
        while let Some(value) = lexer.next()? {
            let Value::Word(word) = value else {
                // What has more operands than any instruction is none.
                if operands.len() < 512 {
                    operands.push(value);
                }
                continue;
            };
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return Err(Why::TooLarge);
            }
            let number = |at: usize| operands.get(at).and_then(Value::number).unwrap_or(0.0);
            match &data[word] {
                b"q" if saved.len() < 256 => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" if operands.len() >= 6 => {
                    state.matrix = times(std::array::from_fn(number), state.matrix);
                }
                b"BT" => (line, text) = (IDENTITY, IDENTITY),
                b"Tf" => {
                    let name = operands.first().and_then(Value::name).unwrap_or_default();
                    state.font = self.font(look, resources, name)?;
                    state.size = number(1);
                }
                b"TL" => state.leading = number(0),
                b"Tz" => state.scale = number(0) / 100.0,
                b"gs" => {
                    let name = operands.first().and_then(Value::name).unwrap_or_default();
                    let found = self
                        .resource(resources, "ExtGState", name)
                        .and_then(|found| self.file.resolved(found).dict());
                    if let Some(Value::Array(font)) = found.and_then(|found| self.file.get(found, "Font"))
                        && let [Value::Ref(font), size, ..] = &font[..]
                    {
                        state.font = self.font_of(look, *font)?;
                        state.size = size.number().unwrap_or(0.0);
                    }
                }
                b"Td" | b"TD" => {
                    if &data[lexer.at - 2..lexer.at] == b"TD" {
                        state.leading = -number(1);
                    }
                    line = times([1.0, 0.0, 0.0, 1.0, number(0), number(1)], line);
                    text = line;
                }
                b"Tm" if operands.len() >= 6 => {
                    line = std::array::from_fn(number);
                    text = line;
                }
                b"T*" => {
                    line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                    text = line;
                }
                name @ (b"Tj" | b"TJ" | b"'" | b"\"") => {
                    if matches!(name, b"'" | b"\"") {
                        line = times([1.0, 0.0, 0.0, 1.0, 0.0, -state.leading], line);
                        text = line;
                    }
                    let strings = operands.last().map_or(&[][..], Value::members);
                    for part in strings {
                        match part {
                            Value::Number(back) => {
                                let by = -back / 1000.0 * state.size * state.scale;
                                text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], text);
                            }
                            Value::Text(string) => {
                                shown.clear();
                                match &state.font {
                                    Some(font) => font.borrow_mut().shown(&string.bytes, &mut shown),
                                    None => shown.extend(
                                        string.bytes.iter().map(|_| Shown { text: None, width: 0.5 }),
                                    ),
                                }
                                let ems: f64 = shown.iter().map(|one| one.width).sum();
                                let place = times(text, state.matrix);
                                // As large as it is on the page.
                                let size = state.size.abs()
                                    * (place[0].hypot(place[1])).max(place[2].hypot(place[3]));
                                let width = ems * size;
                                page.show(&shown, (place[4], place[5]), size, width);
                                let by = ems * state.size * state.scale;
                                text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], text);
                            }
                            _ => {}
                        }
                    }
                }
                b"Do" => {
                    let name = operands.first().and_then(Value::name).unwrap_or_default().to_vec();
                    self.call(look, resources, &name, page, state.matrix, depth)?;
                }
                b"BI" => {
                    page.covered += covered(state.matrix);
                    skip_picture(&mut lexer);
                }
                b"c" | b"v" | b"y" => page.curves += 1,
                b"BDC" | b"DP" => {
                    if let Some(Value::Dict(properties)) = operands.get(1) {
                        for (_, value) in &properties.0 {
                            if let Value::Text(text) = value {
                                page.beside.push_str(&super::texts::decoded(&text.bytes));
                                page.beside.push('\n');
                            }
                        }
                    }
                }
                _ => {}
            }
            operands.clear();
        }
        Ok(())
    }

    fn resource<'r>(&self, resources: &[&'r Dict], kind: &str, name: &[u8]) -> Option<&'r Value>
    where
        'f: 'r,
    {
        resources.iter().find_map(|resources| {
            let of_kind = self.file.dict(resources, kind)?;
            of_kind.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
        })
    }

    fn font(&mut self, look: &mut Look, resources: &[&Dict], name: &[u8]) -> Result<Option<Shared>, Why> {
        match self.resource(resources, "Font", name) {
            Some(Value::Ref(number)) => self.font_of(look, *number),
            Some(Value::Dict(dict)) => Ok(Some(Rc::new(RefCell::new(Font::read(look, self.file, dict)?)))),
            _ => Ok(None),
        }
    }

    fn font_of(&mut self, look: &mut Look, number: u32) -> Result<Option<Shared>, Why> {
        if let Some(known) = self.fonts.get(&number) {
            return Ok(Some(known.clone()));
        }
        let Some(dict) = self.file.object(number).and_then(|object| object.value.dict()) else {
            return Ok(None);
        };
        let font = Rc::new(RefCell::new(Font::read(look, self.file, dict)?));
        self.fonts.insert(number, font.clone());
        Ok(Some(font))
    }

    /// Draws what a drawing calls by name: a picture, or another drawing.
    fn call(
        &mut self,
        look: &mut Look,
        resources: &[&Dict],
        name: &[u8],
        page: &mut Page,
        matrix: Matrix,
        depth: usize,
    ) -> Result<(), Why> {
        let Some(Value::Ref(number)) = self.resource(resources, "XObject", name) else { return Ok(()) };
        let Some(object) = self.file.object(*number) else { return Ok(()) };
        let Some(dict) = object.value.dict() else { return Ok(()) };
        if dict.is("Subtype", "Image") {
            page.covered += covered(matrix);
            let pixels = |key| self.file.get(dict, key).and_then(Value::number).unwrap_or(0.0);
            if pixels("Width") * pixels("Height") >= LARGE {
                self.pictures.insert(*number);
            }
            return Ok(());
        }
        if depth >= DEEPEST || filters::is_picture(self.file, dict) {
            return Ok(());
        }
        self.seen.insert(*number);
        let Some(data) = self.file.data_of(look, object)? else { return Ok(()) };
        let own = self.file.dict(dict, "Resources");
        let within: Vec<&Dict> = own.into_iter().chain(resources.iter().copied()).collect();
        let own = self.file.get(dict, "Matrix").map_or(&[][..], Value::members);
        let own = match own.len() {
            6 => std::array::from_fn(|at| own[at].number().unwrap_or(0.0)),
            _ => IDENTITY,
        };
        self.follow(look, &data, &within, page, times(own, matrix), depth + 1)
    }
}

/// The area of the unit square under `matrix`: what a picture covers.
fn covered(matrix: Matrix) -> f64 {
    (matrix[0] * matrix[3] - matrix[1] * matrix[2]).abs()
}

/// Passes over a picture that stands within a drawing.
fn skip_picture(lexer: &mut Lexer<'_>) {
    let bytes = lexer.bytes;
    let is_blank = |byte: Option<&u8>| byte.is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0);
    let data = memchr::memmem::find_iter(&bytes[lexer.at..], b"ID")
        .map(|at| lexer.at + at)
        .find(|at| is_blank(bytes.get(at.wrapping_sub(1))) && is_blank(bytes.get(at + 2)));
    let start = data.map_or(lexer.at, |at| at + 2);
    let is_end = |at: &usize| {
        let rest = &bytes[at + 2..bytes.len().min(at + 12)];
        is_blank(bytes.get(at.wrapping_sub(1)))
            && is_blank(rest.first())
            && rest.iter().all(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace())
    };
    let end = memchr::memmem::find_iter(&bytes[start..], b"EI").map(|at| start + at).find(is_end);
    lexer.at = end.map_or(bytes.len(), |at| at + 2);
}
