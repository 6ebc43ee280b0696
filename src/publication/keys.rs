//! Keys and signatures of checkpoints: signed notes of C2SP with Ed25519, and the countersignature of somebody else
//! (`cosignature/v1`), which says when.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::{Signature as EdSignature, Signer as _, SigningKey, Verifier as _, VerifyingKey};
use rand_core::OsRng;
use signed_note::{Note, Signer, StandardSigner, StandardVerifier, Verifier, VerifierList};

/// The kind of signature of a cosignature, in its key.
const COSIGNATURE: u8 = 4;

/// The kind of signature of a log's own key.
const ED25519: u8 = 1;

/// A private key, read from its file.
pub struct PrivateKey {
    signer: StandardSigner,
    own: SigningKey,
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PrivateKey").field(&self.signer.name()).finish()
    }
}

/// A new pair for the log `name`: what goes into the file, and the public key for `site.yaml`.
pub fn pair(name: &str) -> (String, String) {
    signed_note::generate_key(&mut OsRng, name)
}

/// Whether a key can have that name.
pub fn is_name(name: &str) -> bool {
    signed_note::is_key_name_valid(name)
}

/// Whether `text` is a signed note.
pub(super) fn is_note(text: &str) -> bool {
    Note::from_bytes(text.as_bytes()).is_ok()
}

impl PrivateKey {
    /// Out of what is in its file.
    pub fn read(text: &str) -> Option<PrivateKey> {
        let text = text.trim();
        let signer = StandardSigner::new(text).ok()?;
        let secret = STANDARD.decode(text.splitn(5, '+').last()?).ok()?;
        let (_, secret) = secret.split_first()?;
        Some(PrivateKey { signer, own: SigningKey::from_bytes(secret.try_into().ok()?) })
    }

    /// Its public half, as in `site.yaml`.
    pub fn public(&self) -> String {
        signed_note::new_ed25519_verifier_key(self.signer.name(), &self.own.verifying_key())
    }

    /// Whose it is.
    pub fn name(&self) -> &str {
        self.signer.name()
    }

    /// `text` with its signature: a signed note.
    pub fn sign(&self, text: &str) -> Option<String> {
        let mut note = Note::new(text.as_bytes(), &[]).ok()?;
        note.add_sigs(&[&self.signer]).ok()?;
        String::from_utf8(note.to_bytes()).ok()
    }

    /// The line with which this key countersigns the checkpoint `note`, seen at `seconds` since 1970.
    pub fn cosign(&self, note: &str, seconds: u64) -> Option<String> {
        let (text, _) = note.split_once("\n\n")?;
        let signature = self.own.sign(&cosigned(text, seconds)).to_bytes();
        let key = [&[COSIGNATURE][..], self.own.verifying_key().as_bytes()].concat();
        let id = signed_note::key_id(self.signer.name(), &key).to_be_bytes();
        let bytes = [&id[..], &seconds.to_be_bytes(), &signature].concat();
        Some(format!("— {} {}\n", self.signer.name(), STANDARD.encode(bytes)))
    }
}

/// What a countersignature signs.
fn cosigned(text: &str, seconds: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {seconds}\n{text}\n").into_bytes()
}

/// A public key, as in `site.yaml`.
#[derive(Clone)]
pub struct PublicKey {
    verifier: StandardVerifier,
    key: VerifyingKey,
    text: String,
}

impl std::fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("PublicKey").field(&self.text).finish()
    }
}

impl PartialEq for PublicKey {
    fn eq(&self, other: &PublicKey) -> bool {
        self.text == other.text
    }
}

/// What the signatures under a checkpoint are worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signed {
    /// It holds.
    Good,
    /// There is none by this key.
    None,
    /// It does not fit what is signed.
    Wrong,
}

impl PublicKey {
    /// `name+12345678+base64`
    pub fn read(text: &str) -> Option<PublicKey> {
        let text = text.trim();
        let verifier = StandardVerifier::new(text).ok()?;
        let bytes = STANDARD.decode(text.splitn(3, '+').last()?).ok()?;
        let (&ED25519, key) = bytes.split_first()? else { return None };
        let key = VerifyingKey::from_bytes(key.try_into().ok()?).ok()?;
        Some(PublicKey { verifier, key, text: text.to_owned() })
    }

    /// As it is written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it signed the checkpoint `note`.
    pub fn signed(&self, note: &str) -> Signed {
        let Ok(note) = Note::from_bytes(note.as_bytes()) else { return Signed::None };
        match note.verify(&VerifierList::new(vec![Box::new(self.verifier.clone())])) {
            Ok(_) => Signed::Good,
            Err(signed_note::NoteError::InvalidSignature { .. }) => Signed::Wrong,
            Err(_) => Signed::None,
        }
    }

    /// When it countersigned the checkpoint `note`, in seconds since 1970.
    pub fn cosigned(&self, note: &str) -> Option<u64> {
        let (text, signatures) = note.split_once("\n\n")?;
        let name = self.verifier.name();
        let id = signed_note::key_id(name, &[&[COSIGNATURE][..], self.key.as_bytes()].concat()).to_be_bytes();
        signatures.lines().find_map(|line| {
            let bytes =
                STANDARD.decode(line.strip_prefix("— ")?.strip_prefix(name)?.strip_prefix(' ')?).ok()?;
            let (own, rest) = bytes.split_first_chunk::<4>()?;
            let (seconds, signature) = rest.split_first_chunk::<8>()?;
            let seconds = u64::from_be_bytes(*seconds);
            let signature = EdSignature::from_bytes(signature.try_into().ok()?);
            (*own == id && self.key.verify(&cosigned(text, seconds), &signature).is_ok()).then_some(seconds)
        })
    }
}
