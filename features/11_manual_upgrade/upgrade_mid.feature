@mid
Feature: A MID Server is upgraded by hand
  Whoever does not want to wait for the next hour, or wants to try again after a failure, clicks Upgrade MID on the record.
  Documentation: MID Server upgrades, "Upgrade methods" and "Upgrade the MID Server manually".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @MAN-LINK
  Rule: A manual upgrade does not wait for the hourly check

    Scenario: Between two checks
      Given "berlin" has been running for 10 minutes
      And Orlando Patch 2 is assigned
      When an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @MAN-PRECHECK
  Rule: The pre-upgrade tests come before a manual upgrade, too

    Scenario: The disk is full, and then it is not
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 2 is assigned
      When an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then an issue of "berlin" is open
      And "berlin" runs Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

  @MAN-VERSION
  Rule: A manual upgrade goes to the version of the build stamp, or to the one that a property or a pin names

    @real-time
    Scenario Outline: Build stamp and override
      Given the property mid.buildstamp is Orlando Patch 2
      And the property mid.version.override is <override>
      And the host of "berlin" takes 5 seconds to restart the service
      When an administrator clicks Upgrade MID for "berlin"
      And up to 15 minutes pass until "berlin" is Upgrading
      And up to 15 minutes pass until "berlin" is Up
      Then "berlin" has run Orlando Patch 1, then <version>

      Examples:
        | case        | override        | version         |
        | build stamp | not set         | Orlando Patch 2 |
        | override    | Orlando Patch 3 | Orlando Patch 3 |

    Scenario: The pin, which an error has kept the MID Server from so far
      Given the host of "berlin" has 0.5 GB of free disk space
      And the property mid.version.override is Orlando Patch 3
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 4
      When the host of "berlin" has 50 GB of free disk space
      And an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 4

  @MAN-STATE
  Rule: A manual upgrade runs for a MID Server that is Up and validated, and for others once they are

    Scenario: Up and validated
      Given Orlando Patch 2 is assigned
      When an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario Outline: Not Up, or not validated
      Given <state>
      And Orlando Patch 2 is assigned
      When an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1
      When <remedy>
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case          | state                     | remedy                                          |
        | not validated | "berlin" is not validated | "berlin" is validated                           |
        | Paused        | "berlin" is Paused        | an administrator clicks Resume MID for "berlin" |
        | Down          | "berlin" is stopped       | "berlin" is started                             |

    Scenario Outline: Neither Up nor validated
      Given <state>
      And "berlin" is not validated
      And Orlando Patch 2 is assigned
      When an administrator clicks Upgrade MID for "berlin"
      And <remedy>
      And 30 minutes pass
      Then "berlin" has run Orlando Patch 1
      When "berlin" is validated
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                     | state               | remedy                                          |
        | Paused and not validated | "berlin" is Paused  | an administrator clicks Resume MID for "berlin" |
        | Down and not validated   | "berlin" is stopped | "berlin" is started                             |

  @MAN-AFTER-FAILURE
  Rule: A manual upgrade is accepted in the status Upgrade Failed as well

    Scenario: A family upgrade has failed, and the cause is removed
      Given the download site answers requests for packages with error 500
      And Paris Patch 1 is assigned
      When 1 hour and 10 minutes pass
      Then "berlin" is Upgrade Failed
      When the download site works again
      And an administrator clicks Upgrade MID for "berlin"
      And 20 minutes pass
      Then "berlin" has run Orlando Patch 1, then Paris Patch 1
      And "berlin" is Up
