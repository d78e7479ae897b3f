/** A picture held in memory, and what may be asked of its size and kind. */

export type Picture = { readonly mimeType: string; readonly bytes: Uint8Array };

export type PictureLimits = {
  /** Of the longer side. */
  readonly sidePx: number;
  readonly maxBytes: number;
  readonly mimeTypes: readonly string[];
};

/** As it is where it keeps within the limits, else made smaller or of another kind; null where that cannot be done. */
export type FitPicture = (picture: Picture, limits: PictureLimits) => Promise<Picture | null>;
