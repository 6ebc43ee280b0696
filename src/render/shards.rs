//! The look-up's data as plain scripts: each hands its data to the function that waits for it. So they load from a
//! USB stick as well, where no program may read a file.

use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use crate::blob::Blob;
use crate::site::Site;
use crate::site::view::Shard;

use super::artifact::Artifacts;
use super::reuse::Index;

/// Adds all of them.
pub(super) fn add(artifacts: &mut Artifacts, site: &Site, last: Option<&Index<'_>>) {
    let script = |shard: &Arc<Shard>| -> Blob {
        let kept = last.and_then(|last| last.shard(shard));
        kept.unwrap_or_else(|| script(shard).into())
    };
    let scripts: Vec<Blob> = site.shards.par_iter().map(script).collect();
    for (shard, script) in site.shards.iter().zip(scripts) {
        artifacts.add(shard.path.as_str(), script);
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
