//! The look-up's data as plain scripts: each hands its data to the function that waits for it. So they load from a
//! USB stick as well, where no program may read a file.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::blob::Blob;
use crate::reuse::{Known, Made};
use crate::site::Site;
use crate::site::view::Shard;

use super::artifact::Artifacts;

/// Adds all of them; those that say what they said are as they were.
pub(super) fn add(artifacts: &mut Artifacts, site: &Site, known: &mut Known<String, Made<Arc<Shard>, Blob>>) {
    let shards = site.shards.par_iter().map(|shard| (shard.path.clone(), shard.clone()));
    known.renew(shards, |_, shard, before| Made::again(before, shard, |shard| script(shard).into()));
    for (path, made) in known.iter() {
        artifacts.add(path, made.value.clone());
    }
}

fn script(shard: &Shard) -> String {
    format!("gongkailanShard({},{});\n", json(&shard.name), json(&shard.data))
}

/// JSON that old browsers read as script, too: they end a line at U+2028 and U+2029.
fn json<T: Serialize>(value: &T) -> String {
    let text = serde_json::to_string(value).expect("views hold texts and numbers only");
    text.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
}
