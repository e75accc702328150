@mid
Feature: The AutoUpgrade monitor and its tests
  The monitor compares the version of the MID Server with the one that its instance assigns. Only where they differ do the
  tests follow, and only where all of them pass does the upgrade.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check" and "Errors that block the upgrade".

  @PRE-MONITOR
  Rule: If the versions differ the tests follow, and they decide

    Scenario Outline: A MID Server that is out of date and whose tests pass upgrades without any issue
      Given the MID Server "berlin" runs <installed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run <installed>, then <assigned>, and has no open issue

      Examples:
        | case                   | installed                        | assigned                          | way          |
        | hour, newer patch      | Orlando Patch 1                  | Orlando Patch 2                   | at the hour  |
        | hour, older patch      | Orlando Patch 10                 | Orlando Patch 1                   | at the hour  |
        | hour, another build    | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) | at the hour  |
        | command, hotfix        | Orlando Patch 1                  | Orlando Patch 1 Hotfix 1          | by command   |
        | click, family before   | Orlando Patch 1                  | New York Patch 9                  | by hand      |
        | start, the next family | Orlando Patch 1                  | Paris Patch 1                     | at its start |
        | pin, newer patch       | Orlando Patch 1                  | Orlando Patch 4                   | by its pin   |

    Scenario Outline: A MID Server that is out of date and one of whose tests fails has an issue, and no package
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" refuses to copy the files of the tests
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue of "berlin" says "Unable to verify file permissions: ..."
      And "berlin" has stored, extracted and installed no package
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                 | assigned                 | way          |
        | hour, newer patch    | Orlando Patch 3          | at the hour  |
        | hour, older patch    | Orlando Patch 1          | at the hour  |
        | command, hotfix      | Orlando Patch 2 Hotfix 1 | by command   |
        | click, family before | New York Patch 9         | by hand      |
        | start, newer patch   | Orlando Patch 3          | at its start |
        | pin, newer patch     | Orlando Patch 4          | by its pin   |

    Scenario: After an upgrade that went well the next one is tested as the first was
      Given the MID Server "berlin" runs Orlando Patch 1
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the host of "berlin" refuses to copy the files of the tests
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "Unable to verify file permissions: ..."
      And "berlin" has stored, extracted and installed no package
      And "berlin" upgrades to Orlando Patch 3 once all is well

  @PRE-MONITOR-EQUAL
  Rule: As long as the versions are the same no issue appears

    Background:
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" has 0.5 GB of free disk space

    Scenario: A full disk is no issue of a MID Server that has the assigned version, and is one of a MID Server that has not
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlina" has 0.5 GB of free disk space
      When "berlina" is asked to upgrade to Orlando Patch 3 by its pin
      And 3 hours and 30 minutes pass
      Then an issue of "berlina" says "Not enough free disk space. The system reports 500000000 bytes free"
      And no issue of "berlin" is open
      And "berlin" has checked

    Scenario Outline: Whatever has asked a MID Server to upgrade to the version that it has, no issue appears
      When "berlin" is asked to upgrade to Orlando Patch 2 <way>
      Then no issue of "berlin" is open
      And "berlin" has checked
      When the host of "berlin" has 50 GB of free disk space
      Then "berlin" still follows the instance

      Examples:
        | case    | way          |
        | hour    | at the hour  |
        | command | by command   |
        | start   | at its start |

    Scenario: The error that was none for three checks blocks the upgrade once another version is assigned
      Given 3 hours and 10 minutes pass
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before
