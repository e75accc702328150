/* Build stamps (docs/instance.md): `<family>-<date>__patch<n>[-hotfix<n>]-<date>_<date>_<hhmm>`, or `<date>-<hhmm>`. */

/** A stamp was shipped whose year has lost its last digit. */
const DATE = "\\d\\d-\\d\\d-\\d{3,4}";
const NUMBER = "\\d+[a-z]?";
const STAMP = new RegExp(`^[a-z]+-${DATE}__patch${NUMBER}(-hotfix${NUMBER})?-${DATE}_${DATE}_\\d{4}$`);
const BARE = new RegExp(`^${DATE}-\\d{4}$`);

/** The families before Istanbul; whatever is not among them came later. */
const BEFORE_ISTANBUL = new Set(["aspen", "berlin", "calgary", "dublin", "eureka", "fuji", "geneva", "helsinki"]);

/** Whether this is a build stamp, of days and a time that there can be. */
export function isStamp(text) {
  const dates = text.match(new RegExp(DATE, "g")) ?? [];
  return (STAMP.test(text) || BARE.test(text)) && dates.every(isDay) && isTime(text.slice(-4));
}

/** The release family of a build, or null for a stamp that does not say. */
const family = (stamp) => stamp.match(/^([a-z]+)-/)?.[1] ?? null;

export const sameFamily = (one, other) => family(one) === family(other);

export const isBeforeIstanbul = (stamp) => BEFORE_ISTANBUL.has(family(stamp));

function isDay(text) {
  const [month, day, year] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const isTime = (text) => text.slice(0, 2) < "24" && text.slice(2) < "60";
