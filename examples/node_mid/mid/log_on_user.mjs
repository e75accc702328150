import { Refused } from "./host.mjs";

const SCRIPT =
  "powershell -NoProfile -Command \"(Get-WmiObject Win32_Service -Filter 'Name like \\\"snc_mid%\\\"').StartName\"";
const NOT_USABLE = "Skipping PowerShell upgrade checks since PowerShell is not usable";
const BROKEN = "Continuing with upgrade, but the following issue was encountered during upgradeCheck: ";
const NO_ADMINISTRATOR = "MID Server Windows Service is not running as LocalSystem or a local Administrator";
const UNPARSED = "WARN: Unable to parse $logOnAsUser ";
const NO_GROUPS = "WARN: Unable to look up Log On As user's groups";

const GROUPS = new RegExp(
  "^Local Group Memberships(.*(?:\\n .*)*)\\n" +
    "Global Group memberships(.*(?:\\n .*)*)\\nThe command completed successfully\\.", "m",
);

/** `net user` shows so much of the name of a group. */
const SHOWN = 21;

/** What is to be said of the user of a service: an `error`, a `warning`, a `line` for the log alone, or nothing. */
export async function userMessages(host) {
  if (!(await usable(host))) return { line: NOT_USABLE };
  let account;
  try {
    const { output, exit_code } = await host.run(SCRIPT);
    if (exit_code !== 0) return { line: `${BROKEN}exit code ${exit_code}` };
    account = output.trim();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { line: BROKEN + error.message };
  }
  if (/^(\.\\)?LocalSystem$/i.test(account)) return {};
  const user = parsed(account);
  if (!user) return { warning: UNPARSED };
  const groups = await groupsOf(host, user);
  if (!groups) return { warning: NO_GROUPS };
  return (await isAdministrator(host, groups)) ? {} : { error: NO_ADMINISTRATOR };
}

/** PowerShell 3.0 or newer, and the user of the service may run it. */
async function usable(host) {
  const version = (await host.attempt(host.powershellVersion())) || "0";
  return Number.parseInt(version, 10) >= 3;
}

/** Name and domain of an account as user@domain.company.com or domain\user, or null. */
function parsed(account) {
  const match =
    account.match(/^(?<domain>[^\s\\@][^\\@\r\n]*)\\(?<name>[^\\@\r\n]+)$/) ??
    account.match(/^(?<name>[^\s\\@][^\\@\r\n]*)@(?<domain>[^\\@\s]+)$/);
  return match?.groups ?? null;
}

/** The local and the global groups of a user, or null where the listing is not the expected one. */
async function groupsOf(host, { name, domain }) {
  const plain = `net user ${quoted(name)}`;
  const commands = domain === "." ? [plain] : [`${plain} /domain`, plain];
  for (const command of commands) {
    const listing = await host.attempt(host.run(command));
    const groups = listing?.exit_code === 0 && groupsIn(listing.output);
    if (groups) return groups;
  }
  return null;
}

/** Groups stand behind their label, and on further lines that begin with blanks. */
function groupsIn(listing) {
  const match = listing.replaceAll("\r", "").match(GROUPS);
  return match && { local: names(match[1]), global: names(match[2]) };
}

const names = (text) => text.split("*").map((name) => name.trim()).filter(Boolean);

const quoted = (name) => (/\s/.test(name) ? `"${name}"` : name);

/** By the local group itself, or by a group that is a member of it. */
async function isAdministrator(host, { local, global }) {
  if (local.includes("Administrators")) return true;
  const listing = await host.attempt(host.run("net localgroup Administrators"));
  const members = (listing?.output ?? "").replaceAll("\r", "").split("\n").filter((line) => line.includes("\\"));
  const shown = members.map((member) => member.split("\\").at(-1).trim().slice(0, SHOWN).trim());
  return [...local, ...global].some((group) => shown.includes(group));
}
