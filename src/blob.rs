//! The bytes of a file, never changed once they are there: a copy shares them, and what is shared is known to be equal
//! at a glance.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use bytes::Bytes;

/// Bytes that may be shared between threads and between runs.
#[derive(Clone, Default, Eq)]
pub struct Blob(Bytes);

impl Blob {
    /// Whether both are one and the same, not only equal.
    pub fn is_shared(&self, other: &Blob) -> bool {
        self.0.as_ptr() == other.0.as_ptr() && self.0.len() == other.0.len()
    }
}

impl PartialEq for Blob {
    fn eq(&self, other: &Blob) -> bool {
        // To compare slices reads every byte, even of the very same ones.
        self.is_shared(other) || self.0 == other.0
    }
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

impl Deref for Blob {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Blob {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Blob {
    fn from(bytes: Vec<u8>) -> Blob {
        // What grew while it was written may be twice as large as what it holds, and is kept as long.
        let spare = bytes.capacity() - bytes.len();
        Blob(if spare > bytes.len() / 8 { Bytes::copy_from_slice(&bytes) } else { Bytes::from(bytes) })
    }
}

impl From<String> for Blob {
    fn from(text: String) -> Blob {
        text.into_bytes().into()
    }
}

impl From<&[u8]> for Blob {
    fn from(bytes: &[u8]) -> Blob {
        Blob(Bytes::copy_from_slice(bytes))
    }
}

impl From<Cow<'static, [u8]>> for Blob {
    /// What is compiled into the program is not copied.
    fn from(bytes: Cow<'static, [u8]>) -> Blob {
        match bytes {
            Cow::Borrowed(bytes) => Blob(Bytes::from_static(bytes)),
            Cow::Owned(bytes) => bytes.into(),
        }
    }
}

impl From<Blob> for Bytes {
    fn from(blob: Blob) -> Bytes {
        blob.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_shared_and_an_equal_one_is_not() {
        let mut grown = Vec::with_capacity(100);
        grown.extend(b"abc");
        let (one, other) = (Blob::from(grown), Blob::from(b"abc".to_vec()));
        assert!(one.is_shared(&one.clone()) && !one.is_shared(&other) && one == other);
        assert!(one != Blob::from(b"abd".as_slice()));
        let compiled = Blob::from(Cow::Borrowed(b"abc".as_slice()));
        assert!(compiled == one && compiled.is_shared(&compiled.clone()));
    }
}
