/** Names of file types: the many spellings of one type, and what an extension stands for (original-behaviour §2.10). */

const spellings: Readonly<Record<string, string>> = {
  "image/jfif": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/jpg": "image/jpeg",
  "image/jpe": "image/jpeg",
  "image/x-png": "image/png",
  "image/x-webp": "image/webp",
  "image/x-gif": "image/gif",
  "image/apng": "image/png",
  "audio/mp3": "audio/mpeg",
  "audio/x-mp3": "audio/mpeg",
  "audio/x-mpeg": "audio/mpeg",
  "audio/x-wav": "audio/wav",
  "audio/wave": "audio/wav",
  "audio/vnd.wave": "audio/wav",
  "audio/x-flac": "audio/flac",
  "audio/x-ogg": "audio/ogg",
  "audio/x-m4a": "audio/mp4",
  "application/ogg": "audio/ogg",
  "video/x-mp4": "video/mp4",
  "video/x-m4v": "video/mp4",
  "application/x-pdf": "application/pdf",
  "": "application/octet-stream",
};

const types: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg jpeg jpe jfif",
  "image/png": "png",
  "image/gif": "gif",
  "image/webp": "webp",
  "image/avif": "avif",
  "image/heic": "heic",
  "image/heif": "heif",
  "image/tiff": "tiff tif",
  "image/bmp": "bmp",
  "image/svg+xml": "svg",
  "image/x-icon": "ico",
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/flac": "flac",
  "audio/ogg": "ogg oga opus",
  "audio/mp4": "m4a",
  "audio/aac": "aac",
  "audio/x-ms-wma": "wma",
  "video/mp4": "mp4 m4v",
  "video/quicktime": "mov",
  "video/webm": "webm",
  "video/x-matroska": "mkv",
  "video/x-msvideo": "avi",
  "application/pdf": "pdf",
  "application/msword": "doc",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/vnd.ms-powerpoint": "ppt",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
  "application/vnd.oasis.opendocument.text": "odt",
  "application/vnd.oasis.opendocument.spreadsheet": "ods",
  "application/epub+zip": "epub",
  "application/rtf": "rtf",
  "application/json": "json",
  "application/jsonl": "jsonl ndjson",
  "application/xml": "xml",
  "application/yaml": "yaml yml",
  "application/toml": "toml",
  "text/plain": "txt log",
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "text/markdown": "md",
  "text/x-rst": "rst",
  "text/html": "html htm",
  "application/zip": "zip",
  "application/gzip": "gz tgz",
  "application/x-tar": "tar",
  "application/x-7z-compressed": "7z",
  "application/vnd.rar": "rar",
};

const byExtension = new Map(
  Object.entries(types).flatMap(([type, names]) => names.split(" ").map((name) => [name, type])),
);

/** Lower case, without parameters, in its one spelling. */
export function normalizedMime(mimeType: string): string {
  const [bare = ""] = mimeType.toLowerCase().split(";");
  const name = bare.trim();
  return spellings[name] ?? name;
}

export function mimeOfName(fileName: string): string | undefined {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1];
  return extension === undefined ? undefined : byExtension.get(extension.toLowerCase());
}

/** Without a dot; undefined for a type that has no usual one. */
export function extensionOf(mimeType: string): string | undefined {
  return types[mimeType]?.split(" ")[0];
}
