//! In place of the typesetter where the program was compiled without it. The commands say so before they come here.

use crate::diagnostic::Diagnostics;
use crate::render::strings::Strings;
use crate::site::view::Poster;
use crate::theme::Theme;

use super::fonts::Fonts;

/// No typesetter: it sets nothing.
pub(super) struct Press<'a>(std::marker::PhantomData<&'a ()>);

impl<'a> Press<'a> {
    pub(super) fn new(_: &'a Theme, _: &'a Strings, _: &Fonts<'a>) -> Press<'a> {
        Press(std::marker::PhantomData)
    }

    pub(super) fn pdf(&self, _: &Poster, _: bool) -> Result<Vec<u8>, Diagnostics> {
        Err(Diagnostics::default())
    }

    pub(super) fn png(&self, _: &Poster) -> Result<Vec<Vec<u8>>, Diagnostics> {
        Err(Diagnostics::default())
    }
}

/// Nothing is remembered.
pub(super) fn forget() {}
