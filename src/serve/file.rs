//! One file as an answer: its type, its tag, the part that was asked for.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE,
    RANGE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, Method, Response, StatusCode};
use bytes::Bytes;

use crate::blob::Blob;

/// The media type by the ending of the name.
pub(super) fn kind(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
        Some("html" | "htm") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("geojson") => "application/geo+json",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("gif") => "image/gif",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        Some("woff2") => "font/woff2",
        Some("woff") => "font/woff",
        Some("ttf") => "font/ttf",
        Some("otf") => "font/otf",
        Some("zip") => "application/zip",
        Some("doc") => "application/msword",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xls") => "application/vnd.ms-excel",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

/// `bytes` as the answer to a request, whole, in part, or as "not modified". `tag` tells this content from others.
pub(super) fn answer(
    status: StatusCode,
    kind: &'static str,
    tag: &str,
    bytes: impl Into<Blob>,
    method: &Method,
    asked: &HeaderMap,
) -> Response<Body> {
    let bytes: Bytes = bytes.into().into();
    let header = |name| asked.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let etag = format!("\"{tag}\"");
    let mut answer = Response::builder()
        .header(CONTENT_TYPE, kind)
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
        // Kept, but never used without asking whether it is still the same.
        .header(CACHE_CONTROL, "no-cache")
        .header(ACCEPT_RANGES, "bytes")
        .header(ETAG, &etag);
    let matches = |list: &str| {
        list.split(',').any(|one| {
            matches!(one.trim().trim_start_matches("W/"), "*") || one.trim().trim_start_matches("W/") == etag
        })
    };
    if status == StatusCode::OK && header(IF_NONE_MATCH).is_some_and(matches) {
        return built(answer.status(StatusCode::NOT_MODIFIED), Bytes::new());
    }
    let is_current = header(IF_RANGE).is_none_or(|known| known == etag);
    // A range of what is not sent means nothing.
    let is_sent = method == Method::GET;
    let part = header(RANGE).filter(|_| status == StatusCode::OK && is_current && is_sent);
    let (status, body) = match part.and_then(|range| part_of(range, bytes.len())) {
        None => (status, bytes),
        Some(Ok((first, last))) => {
            answer = answer.header(CONTENT_RANGE, format!("bytes {first}-{last}/{}", bytes.len()));
            (StatusCode::PARTIAL_CONTENT, bytes.slice(first..=last))
        }
        Some(Err(())) => {
            answer = answer.header(CONTENT_RANGE, format!("bytes */{}", bytes.len()));
            (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new())
        }
    };
    answer = answer.status(status).header(CONTENT_LENGTH, body.len());
    built(answer, if method == Method::HEAD { Bytes::new() } else { body })
}

fn built(answer: axum::http::response::Builder, body: Bytes) -> Response<Body> {
    // Names and values above are all well formed.
    answer.body(Body::from(body)).unwrap_or_default()
}

/// First and last byte of the part that `range` asks for, of `length` bytes; an error where there is none. `None`
/// where the whole is the answer: several parts, or what is no range of bytes.
fn part_of(range: &str, length: usize) -> Option<Result<(usize, usize), ()>> {
    let (first, last) = range.trim().strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.trim().parse::<usize>();
    let part = match (first.trim(), last.trim()) {
        ("", last) => {
            let count = number(last).ok()?;
            (length.saturating_sub(count), length.checked_sub(1).filter(|_| count > 0))
        }
        (first, "") => (number(first).ok()?, length.checked_sub(1)),
        (first, last) => {
            let (first, last) = (number(first).ok()?, number(last).ok()?);
            if last < first {
                return None;
            }
            (first, length.checked_sub(1).map(|end| end.min(last)))
        }
    };
    Some(match part {
        (first, Some(last)) if first <= last => Ok((first, last)),
        _ => Err(()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_the_standard() {
        assert_eq!(part_of("bytes=0-3", 10), Some(Ok((0, 3))));
        assert_eq!(part_of("bytes=4-", 10), Some(Ok((4, 9))));
        assert_eq!(part_of("bytes=-4", 10), Some(Ok((6, 9))));
        assert_eq!(part_of("bytes=-40", 10), Some(Ok((0, 9))));
        assert_eq!(part_of("bytes=8-40", 10), Some(Ok((8, 9))));
        for refused in ["bytes=10-", "bytes=10-12", "bytes=-0"] {
            assert_eq!(part_of(refused, 10), Some(Err(())), "{refused}");
        }
        assert_eq!(part_of("bytes=0-", 0), Some(Err(())));
        for whole in ["bytes=4-2", "bytes=0-1,4-5", "lines=1-2", "bytes=x-", "bytes=-", ""] {
            assert_eq!(part_of(whole, 10), None, "{whole}");
        }
    }
}
