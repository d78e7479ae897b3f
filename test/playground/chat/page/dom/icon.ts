/** The page's line icons: one 24×24 path each, drawn in the text colour. */

const paths = {
  add: "M12 5v14M5 12h14",
  attach:
    "M20 11.5 12.2 19a5 5 0 0 1-7-7l8-7.8a3.3 3.3 0 0 1 4.7 4.7l-7.8 7.6a1.6 1.6 0 0 1-2.3-2.3l7-6.9",
  back: "M15 5l-7 7 7 7",
  check: "M4 12.5l5 5L20 6.5",
  checks: "M2 12.5l4.5 4.5L16 7M11.5 16.5l.5.5L21.5 7",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v11H9zM5 15V4h10",
  delete: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  down: "M6 9.5l6 6 6-6",
  download: "M12 4v11M7 11l5 5 5-5M5 20h14",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  file: "M6 3h8l4 4v14H6zM14 3v4h4",
  forward: "M13 6l6 6-6 6M19 12H9a5 5 0 0 0-5 5v1",
  menu: "M5 8h14M5 16h14",
  microphone: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4",
  pause: "M8 5v14M16 5v14",
  play: "M8 5l11 7-11 7z",
  reply: "M10 6l-6 6 6 6M4 12h10a6 6 0 0 1 6 6",
  send: "M4 12l16-8-5 16-4-6zM11 14l9-10",
  stop: "M7 7h10v10H7z",
} as const;

export type IconName = keyof typeof paths;

const svgNamespace = "http://www.w3.org/2000/svg";

export const icon = (name: IconName): SVGSVGElement => {
  const svg = document.createElementNS(svgNamespace, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svgNamespace, "path");
  path.setAttribute("d", paths[name]);
  svg.append(path);
  return svg;
};
