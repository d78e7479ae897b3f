/** The worker's default, BATCH_WINDOW_MS: what a figure leaves out that is about Ferry's own work. */
export const windowMs = 200;
