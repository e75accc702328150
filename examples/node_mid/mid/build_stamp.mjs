const DATE = String.raw`(\d\d)-(\d\d)-(\d{3,4})`;
const NUMBER = String.raw`\d+[a-z]?`;
const STAMP = new RegExp(
  `^(?<family>[a-z]+)-${DATE}__patch${NUMBER}(-hotfix${NUMBER})?-${DATE}_${DATE}_(?<time>\\d{4})$`,
);
const BARE = new RegExp(`^${DATE}-(?<time>\\d{4})$`);

/** The families before Istanbul; whatever is not among them came later. */
const BEFORE_ISTANBUL = new Set(["aspen", "berlin", "calgary", "dublin", "eureka", "fuji", "geneva", "helsinki"]);

/** Whether this is a build stamp, of a day and a time that there can be. */
export function isStamp(text) {
  const match = text.match(STAMP) ?? text.match(BARE);
  if (!match) return false;
  const dates = [...text.matchAll(new RegExp(DATE, "g"))];
  return dates.every(([, month, day, year]) => isDay(+month, +day, +year)) && isTime(match.groups.time);
}

/** The release family of a build, or null for a stamp that does not say. */
export const family = (stamp) => stamp.match(/^([a-z]+)-/)?.[1] ?? null;

export const sameFamily = (one, other) => family(one) === family(other);

export const isBeforeIstanbul = (stamp) => BEFORE_ISTANBUL.has(family(stamp));

function isDay(month, day, year) {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

const isTime = (time) => time.slice(0, 2) < "24" && time.slice(2) < "60";
