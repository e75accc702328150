@mid
Feature: Extracting into the temporary folder
  Packages are taken apart in the temporary folder, which java.io.tmpdir names. A service account that must not extract
  anything there would find out in the middle of an upgrade, so a small ZIP is tried first.
  Documentation: MID Server upgrades, "Pre-upgrade tests" and "Errors that block the upgrade".

  @PRE-EXTRACT
  Rule: Where no ZIP can be extracted into the temporary folder nothing is upgraded

    Scenario Outline: Whichever folder the host calls temporary is the one that is tried
      Given the MID Server "berlin" runs Orlando Patch 2 on <system>
      And the temporary folder of "berlin" is <folder>
      And the host of "berlin" refuses to extract anything into <folder>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Unable to extract contents of pre upgrade check zip"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                   | system  | folder        | assigned                 | way          |
        | /tmp, hour             | Linux   | /tmp          | Orlando Patch 3          | at the hour  |
        | /var/tmp, hour, older  | Linux   | /var/tmp      | Orlando Patch 1          | at the hour  |
        | Windows, hour, hotfix  | Windows | c:\WINNT\TEMP | Orlando Patch 2 Hotfix 1 | at the hour  |
        | another folder, family | Linux   | /srv/mid/temp | Paris Patch 1            | at the hour  |
        | /tmp, command, older   | Linux   | /tmp          | Orlando Patch 1          | by command   |
        | Windows, click         | Windows | c:\WINNT\TEMP | Orlando Patch 3          | by hand      |
        | another drive, start   | Windows | D:\Temp\mid   | Orlando Patch 3          | at its start |
        | /var/tmp, pin          | Linux   | /var/tmp      | Orlando Patch 4          | by its pin   |

    Scenario Outline: A folder that is usual, and not the temporary one of this host, does not matter
      Given the MID Server "berlin" runs Orlando Patch 1 on <system>
      And the temporary folder of "berlin" is <folder>
      And the host of "berlin" refuses to extract anything into <usual>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 1, then <assigned>, and has no open issue

      Examples:
        | case            | system  | folder      | usual         | assigned        | way         |
        | /var/tmp        | Linux   | /var/tmp    | /tmp          | Orlando Patch 2 | at the hour |
        | /tmp            | Linux   | /tmp        | /var/tmp      | Orlando Patch 3 | by command  |
        | a second folder | Windows | D:\Temp\mid | c:\WINNT\TEMP | Orlando Patch 2 | at the hour |

    Scenario: Permission that is withdrawn after an upgrade blocks the next one
      Given the MID Server "berlin" runs Orlando Patch 1 on Linux
      And the temporary folder of "berlin" is /srv/mid/temp
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the host of "berlin" refuses to extract anything into /srv/mid/temp
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "Unable to extract contents of pre upgrade check zip"
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well
