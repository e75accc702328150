@mid
Feature: A MID Server is upgraded by hand
  Whoever does not want to wait for the next hour, or wants to try again after a failure, clicks Upgrade MID on the record.
  What it takes for a click to be followed at all, to be Up and validated, is told with the Upgrade state.
  Documentation: MID Server upgrades, "Upgrade methods" and "Upgrade the MID Server manually".

  @MAN-LINK
  Rule: A manual upgrade does not wait for the hourly check

    Scenario Outline: A click between two checks is followed by the upgrade before the next
      Given the MID Server "berlin" runs <installed>
      And "berlin" has been running for 10 minutes
      When "berlin" is asked to upgrade to <assigned> by hand
      Then "berlin" has run <installed>, then <assigned>

      Examples:
        | case              | installed                        | assigned                          |
        | newer patch       | Orlando Patch 1                  | Orlando Patch 2                   |
        | older patch       | Orlando Patch 10                 | Orlando Patch 1                   |
        | hotfix            | Orlando Patch 1                  | Orlando Patch 1 Hotfix 1          |
        | another build     | San Diego Patch 10 (first build) | San Diego Patch 10 (second build) |
        | the next family   | Orlando Patch 1                  | Paris Patch 1                     |
        | the family before | Orlando Patch 1                  | New York Patch 9                  |

    Scenario: A second click and a third are each followed by an upgrade before the next check
      Given the MID Server "berlin" runs Orlando Patch 1
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      And "berlin" is asked to upgrade to Orlando Patch 3 by hand
      And "berlin" is asked to upgrade to Orlando Patch 1 by hand
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 1

    Scenario Outline: A click after a failed patch is followed by the upgrade before the next check
      Given the MID Server "berlin" runs Orlando Patch 2
      And <trouble>
      And <assigned> is assigned
      And "berlin" has been running for 1 hour and 16 minutes
      And up to 24 hours pass until "berlin" is Up
      And <repair>
      When "berlin" is asked to upgrade to <assigned> by hand
      Then "berlin" has run Orlando Patch 2, then <assigned>

      Examples:
        | case                  | case               | trouble                                                        | repair                           | assigned                 |
        | download, at the hour | download, newer    | the download site answers requests for packages with error 500 | the download site works again    | Orlando Patch 3          |
        | a test, by command    | download, hotfix   | the download site answers requests for packages with error 500 | the download site works again    | Orlando Patch 2 Hotfix 1 |
        | replacement, by hand  | replacement, older | the host of "berlin" refuses to replace a third file           | the host of "berlin" works again | Orlando Patch 1          |

    Scenario: A click brings a MID Server that is Upgrade Failed back to its family, where that is assigned now
      Given the MID Server "berlin" runs Orlando Patch 1
      And the download site answers requests for packages with error 500
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      And the download site works again
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" is Up

    Scenario: A click is followed by no upgrade while a MID Server that is Upgrade Failed is not validated
      Given the MID Server "berlin" runs Orlando Patch 1
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Paris Patch 1 at the hour
      And the host of "berlin" has 50 GB of free disk space
      And "berlin" is not validated
      When "berlin" is asked to upgrade to Paris Patch 1 by hand
      Then "berlin" has run Orlando Patch 1
      And "berlin" upgrades to Paris Patch 1 once all is well
