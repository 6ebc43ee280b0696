//! Salts and digests, as bytes and as they are written.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// How many bytes of chance a version has.
const SALT: usize = 16;

macro_rules! bytes {
    ($(#[$doc:meta])* $name:ident, $length:expr) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name(pub [u8; $length]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<$name, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(from)?;
                let bytes = URL_SAFE_NO_PAD.decode(text.as_bytes()).map_err(serde::de::Error::custom)?;
                let bytes = bytes.try_into().map_err(|_| serde::de::Error::custom("wrong length"))?;
                Ok($name(bytes))
            }
        }
    };
}

bytes! {
    /// Chance that only one version has; written as base64url.
    Salt, SALT
}

bytes! {
    /// SHA-256; written as base64url.
    Digest, 32
}

impl Digest {
    /// That of `bytes` as they are.
    pub(super) fn over(bytes: impl AsRef<[u8]>) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }
}

impl Salt {
    /// From the system's source of chance.
    pub fn new() -> Salt {
        use rand_core::RngCore;
        let mut salt = [0; SALT];
        rand_core::OsRng.fill_bytes(&mut salt);
        Salt(salt)
    }

    /// That of the field `name`.
    pub(super) fn of(self, name: &str) -> Digest {
        Digest(Sha256::new().chain_update(self.0).chain_update(name).finalize().into())
    }
}

impl Default for Salt {
    fn default() -> Salt {
        Salt::new()
    }
}
