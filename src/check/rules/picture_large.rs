//! A picture of thousands of pixels is published smaller, and the clerk is told.

use super::*;

rules! {
    /// A picture that was shrunk.
    pub RULE: "picture-large", Note;
    what "图片很大，已缩小再发布。" "A picture is large and is published smaller.";
    why "手机照片动辄几千像素，村民打开页面要等很久。发布的是缩小的一份，长边不超过 1600 像素，content/ 里的原图不动。"
        "Photos of phones have thousands of pixels, and pages with them open slowly. A smaller copy is published, at most 1600 pixels long; the original in content/ stays.";
    example "> members:\n>   - name: 张三\n";
}

/// Looks at every picture.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    pictures::each(board, &mut |asset, picture, (zh, en)| {
        if picture.is == picture.was {
            return;
        }
        let ((was_x, was_y), (x, y), path) = (picture.was, picture.is, &asset.path);
        let message = text!(
            "{zh}“{path}”有 {was_x}×{was_y} 像素，发布的缩小为 {x}×{y}",
            "{en}, `{path}`, has {was_x}×{was_y} pixels and is published with {x}×{y}"
        );
        out.push(Diagnostic::new(&RULE, asset.at, message));
    });
}
