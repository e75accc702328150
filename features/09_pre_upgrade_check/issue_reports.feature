@mid
Feature: What a MID Server reports of its tests
  The instance can count and resolve issues only if it hears of each run of the tests: of those that have met an error, and of those
  that have not. Every report names its source.
  Documentation: MID Server upgrades, "Data provided".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @ISSUE-FIELDS
  Rule: The source of what the pre-upgrade tests have met is UpgradeCheck

    Scenario Outline: An error of the pre-upgrade tests names UpgradeCheck, on whatever occasion
      Given <error>
      When "berlin" is asked to upgrade to <version> <way>
      Then an issue of "berlin" from its pre-upgrade tests is open
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case                 | error                                              | version                  | way          |
        | disk, hour           | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 3          | at the hour  |
        | download site, hour  | the download site refuses connections              | Orlando Patch 1          | at the hour  |
        | disk, command        | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 2 Hotfix 1 | by command   |
        | download site, click | the download site refuses connections              | Orlando Patch 3          | by hand      |
        | disk, start          | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 3          | at its start |
        | disk, pin            | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 1          | by its pin   |

    Scenario Outline: An error on the way to another family names UpgradeCheck, too
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to <version> <way>
      Then an issue of "berlin" from its pre-upgrade tests is open
      And "berlin" has run Orlando Patch 2

      Examples:
        | case                 | version          | way          |
        | next family, hour    | Paris Patch 1    | at the hour  |
        | family before, click | New York Patch 9 | by hand      |
        | next family, start   | Paris Patch 1    | at its start |

  @ISSUE-COUNT
  Rule: An error is reported each time the tests have met it

    Scenario Outline: An error that lasts is reported whenever it is met, whatever asks for the upgrade
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to <version> <first>
      And "berlin" is asked to upgrade to <version> <second>
      When "berlin" is asked to upgrade to <version> <third>
      Then an issue of "berlin" from its pre-upgrade tests was detected again, at least 3 times by now
      And "berlin" upgrades to <version> once all is well

      Examples:
        | case                    | version                  | first        | second       | third        |
        | every hour              | Orlando Patch 3          | at the hour  | at the hour  | at the hour  |
        | every hour, older       | Orlando Patch 1          | at the hour  | at the hour  | at the hour  |
        | three commands          | Orlando Patch 3          | by command   | by command   | by command   |
        | three clicks, a hotfix  | Orlando Patch 2 Hotfix 1 | by hand      | by hand      | by hand      |
        | three starts            | Orlando Patch 1 Hotfix 1 | at its start | at its start | at its start |
        | three starts with a pin | Orlando Patch 4          | by its pin   | by its pin   | by its pin   |
        | hour, command and click | Orlando Patch 3          | at the hour  | by command   | by hand      |
        | click, hour and start   | Orlando Patch 1          | by hand      | at the hour  | at its start |

    Scenario: An error that lasts for days is still reported
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And 2 days pass
      When the next check is over
      Then an issue of "berlin" from its pre-upgrade tests was detected again, at least 3 times by now
      And "berlin" upgrades to Orlando Patch 3 once all is well

  @ISSUE-RESOLVED-AUTO
  Rule: Tests that have met no error any more are reported as well

    Scenario Outline: A MID Server tells of a run that has met no error any more
      Given <error>
      And "berlin" is asked to upgrade to <version> <way>
      And <mended>
      When "berlin" is asked to upgrade to <version> <way>
      Then "berlin" has run Orlando Patch 2, then <version>, and has no open issue

      Examples:
        | case                 | error                                              | mended                                            | version                  | way          |
        | disk, hour           | the host of "berlin" has 0.5 GB of free disk space | the host of "berlin" has 50 GB of free disk space | Orlando Patch 3          | at the hour  |
        | download site, hour  | the download site refuses connections              | the download site works again                     | Orlando Patch 1          | at the hour  |
        | disk, command        | the host of "berlin" has 0.5 GB of free disk space | the host of "berlin" has 50 GB of free disk space | Orlando Patch 2 Hotfix 1 | by command   |
        | download site, click | the download site refuses connections              | the download site works again                     | Orlando Patch 3          | by hand      |
        | disk, start          | the host of "berlin" has 0.5 GB of free disk space | the host of "berlin" has 50 GB of free disk space | Orlando Patch 3          | at its start |
        | disk, pin            | the host of "berlin" has 0.5 GB of free disk space | the host of "berlin" has 50 GB of free disk space | Orlando Patch 1          | by its pin   |

    Scenario: A MID Server that has failed on its way to another family tells of a good run, too
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 at its start
      And the host of "berlin" has 50 GB of free disk space
      When "berlin" is asked to upgrade to Paris Patch 1 at its start
      Then "berlin" has run Orlando Patch 2, then Paris Patch 1, and has no open issue

    Scenario: A MID Server that has mended one of two errors does not tell of it again
      Given the host of "berlin" has 0.5 GB of free disk space
      And the download site refuses connections
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then no open issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And an issue of "berlin" from its pre-upgrade tests is open
      And "berlin" upgrades to Orlando Patch 3 once all is well
