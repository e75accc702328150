@mid
Feature: The folder for the pre-upgrade checking files
  The tests put their files below agent/package/upgradeCheck. Where that folder cannot be made, the account of the
  service lacks a right; the path in the message tells an administrator where.
  Documentation: MID Server upgrades, "Errors that block the upgrade".

  @PRE-FOLDER
  Rule: Where the folder upgradeCheck cannot be made nothing is upgraded, and the message names its path

    Scenario Outline: The path in the message is the one that the host has refused
      Given the MID Server "berlin" runs Orlando Patch 2 on <system>
      And the host of "berlin" refuses to make the folder of the tests
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Unable to create folder <path>"
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                 | system  | path                                           | assigned                 | way          |
        | Linux, hour          | Linux   | /opt/servicenow/mid/agent/package/upgradeCheck | Orlando Patch 3          | at the hour  |
        | Windows, hour, older | Windows | C:\ServiceNow\MID\agent\package\upgradeCheck   | Orlando Patch 1          | at the hour  |
        | Linux, hour, family  | Linux   | /opt/servicenow/mid/agent/package/upgradeCheck | Paris Patch 1            | at the hour  |
        | Windows, command     | Windows | C:\ServiceNow\MID\agent\package\upgradeCheck   | Orlando Patch 3          | by command   |
        | Linux, click, hotfix | Linux   | /opt/servicenow/mid/agent/package/upgradeCheck | Orlando Patch 2 Hotfix 1 | by hand      |
        | Windows, start       | Windows | C:\ServiceNow\MID\agent\package\upgradeCheck   | Orlando Patch 3          | at its start |
        | Linux, pin, older    | Linux   | /opt/servicenow/mid/agent/package/upgradeCheck | Orlando Patch 1          | by its pin   |

    Scenario Outline: A folder that is there from an earlier run is no error
      Given the MID Server "berlin" runs Orlando Patch 1 on <system>
      And the folder of the tests of "berlin" is there already
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 1, then <assigned>, and has no open issue

      Examples:
        | case             | system  | assigned        | way         |
        | Linux, hour      | Linux   | Orlando Patch 2 | at the hour |
        | Windows, command | Windows | Orlando Patch 3 | by command  |

    Scenario: A folder that could be made for one upgrade and cannot for the next blocks that one
      Given the MID Server "berlin" runs Orlando Patch 1 on Linux
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And the host of "berlin" refuses to make the folder of the tests
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "Unable to create folder /opt/servicenow/mid/agent/package/upgradeCheck"
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 3 once all is well
