const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
const FORBIDDEN = /[<>:"|?*\\\u0000-\u001f\u007f]/;

/** Whether an entry of this name lies below the folder into which it is extracted, on Linux and on Windows. */
export function isHarmless(name) {
  const parts = (name.endsWith("/") ? name.slice(0, -1) : name).split("/");
  return !FORBIDDEN.test(name) && !name.includes("\ufffd") && parts.every(isHarmlessPart);
}

function isHarmlessPart(part) {
  return part !== "" && !/[. ]$/.test(part) && !/^ /.test(part) && !DEVICE.test(part);
}

/** What two names have in common that mean one file somewhere. */
export const folded = (name) => name.normalize("NFKC").toUpperCase().toLowerCase();
