/** Puts text on the clipboard and says so. */
export const copyText = (text: string, notify: (text: string) => void): void => {
  navigator.clipboard.writeText(text).then(
    () => notify("Copied"),
    () => notify("The browser did not allow copying."),
  );
};
