//! A photo that says where it was taken: the published copy does not, the original still does.

use super::*;

rules! {
    /// A photo with latitude and longitude in it.
    pub RULE: "picture-located", Warning;
    what "照片里带着拍摄地点。" "A photo says where it was taken.";
    why "手机会把经纬度写进照片，在谁家拍的一查便知。发布的一份里已经去掉，连同拍摄时间、手机型号等；但 content/ 里的原图还在，不要转发给别人。在手机相机的设置里关闭“位置”即可。"
        "Phones write latitude and longitude into photos, and anybody can read at whose home one was taken. The published copy holds neither these nor the time and the phone; the original in content/ still does, so do not pass it on. Turn off locations in the camera's settings.";
    example "> members:\n>   - name: 张三\n";
}

/// Looks at every picture.
pub fn check(board: &Ground, _: &Held, _: AsOf, out: &mut Diagnostics) {
    pictures::each(board, &mut |asset, picture, (zh, en)| {
        if !picture.located {
            return;
        }
        let path = &asset.path;
        let message = text!(
            "{zh}“{path}”带着拍摄地点，发布的一份里已去掉",
            "{en}, `{path}`, says where it was taken; the published copy does not"
        );
        let help = text!(
            "原图里还有；换成去掉位置的照片，提示就没有了。",
            "The original still does: put a photo without its location there, and this is gone."
        );
        out.push(Diagnostic::new(&RULE, asset.at, message).help(help));
    });
}
