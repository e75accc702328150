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
        | case               | trouble                                                        | repair                           | assigned                 |
        | download, newer    | the download site answers requests for packages with error 500 | the download site works again    | Orlando Patch 3          |
        | download, hotfix   | the download site answers requests for packages with error 500 | the download site works again    | Orlando Patch 2 Hotfix 1 |
        | replacement, older | the host of "berlin" refuses to replace a third file           | the host of "berlin" works again | Orlando Patch 1          |

    Scenario: A click after a check that got no answer is followed by the upgrade before the next check
      Given the MID Server "berlin" runs Orlando Patch 1
      And the instance answers questions for the version with error 500
      And "berlin" has been running for 1 hour and 16 minutes
      And the instance works again
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: A click on the record of one MID Server leaves the hour of another, whose name begins alike, as it is
      Given the MID Servers "berlin" and "berlina" run Orlando Patch 1
      When "berlina" is asked to upgrade to Orlando Patch 2 by hand
      Then "berlina" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" upgrades to Orlando Patch 2 once all is well, and not before

  @MAN-VERSION
  Rule: A manual upgrade goes to the version of the build stamp, or to the one that a property or a pin names

    Background:
      Given the MID Server "berlin" runs Orlando Patch 1

    @real-time
    Scenario Outline: A click takes a MID Server to the override where there is one, else to the build stamp
      Given the host of "berlin" takes 5 seconds to restart the service
      And <stamp> is assigned
      And the property mid.version.override is <override>
      When an administrator clicks Upgrade MID for "berlin"
      And up to 25 minutes pass until "berlin" is Upgrading
      And up to 16 minutes pass until "berlin" is Up
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case                 | stamp           | override         | version          |
        | build stamp          | Orlando Patch 2 | not set          | Orlando Patch 2  |
        | empty override       | Orlando Patch 2 | empty            | Orlando Patch 2  |
        | newer override       | Orlando Patch 2 | Orlando Patch 3  | Orlando Patch 3  |
        | older override       | Orlando Patch 3 | Orlando Patch 2  | Orlando Patch 2  |
        | override of a family | Orlando Patch 3 | New York Patch 9 | New York Patch 9 |
        | the stamp that runs  | Orlando Patch 1 | Orlando Patch 2  | Orlando Patch 2  |

    Scenario Outline: A MID Server that an error has kept from its pin goes there by a click, whatever else is assigned
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to <pin> by its pin
      And the host of "berlin" has 50 GB of free disk space
      When "berlin" is asked to upgrade to <assigned> by hand
      Then "berlin" has run Orlando Patch 1, then <pin>

      Examples:
        | case         | pin                      | assigned                 |
        | newer pin    | Orlando Patch 4          | Orlando Patch 3          |
        | older pin    | Orlando Patch 0 Hotfix 2 | Orlando Patch 3          |
        | older stamp  | Orlando Patch 3          | Orlando Patch 0 Hotfix 1 |
        | other family | Orlando Patch 4          | Paris Patch 1            |

    Scenario: A click does not take a MID Server away from its pin
      Given "berlin" is asked to upgrade to Orlando Patch 4 by its pin
      When "berlin" is asked to upgrade to Orlando Patch 2 by hand
      Then every command "autoUpgrade" of "berlin" is processed
      And "berlin" has run Orlando Patch 1, then Orlando Patch 4

    Scenario Outline: A click goes to what is assigned now, and not to what was assigned at the click before
      Given the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to <first> by hand
      And the host of "berlin" has 50 GB of free disk space
      When "berlin" is asked to upgrade to <second> by hand
      Then "berlin" has run Orlando Patch 1, then <second>

      Examples:
        | case  | first           | second                   |
        | newer | Orlando Patch 2 | Orlando Patch 3          |
        | older | Orlando Patch 3 | Orlando Patch 1 Hotfix 2 |
