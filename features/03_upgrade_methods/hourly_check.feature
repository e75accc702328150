@mid
Feature: The hourly check
  A MID Server asks its instance once an hour which version it should run. No setting changes the hour, so that an
  administrator who has assigned a version can rely on it. Full hours count from the start of the MID Server's process, which
  asks at once. A command makes a MID Server ask sooner; these scenarios send none.
  Documentation: MID Server upgrades, "Upgrade methods" and "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @AUTO-HOURLY
  Rule: A MID Server that is left alone asks every hour, and only then

    Scenario: Nothing is asked between two checks
      When "berlin" has been running for 59 minutes and 59 seconds
      Then "berlin" has not asked for its version
      When another second passes
      Then "berlin" has asked for its version
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A day has 24 checks
      When "berlin" has been running for 24 hours
      Then "berlin" has asked for its version 24 times, once an hour
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario Outline: A version assigned in the meantime waits for the next check
      Given "berlin" has been running for <before>
      When Orlando Patch 2 is assigned
      And "berlin" has been running for 59 minutes and 59 seconds
      Then "berlin" has not asked for its version
      And "berlin" runs Orlando Patch 1
      When another second passes
      Then "berlin" has asked for its version
      When 30 minutes pass
      Then "berlin" runs Orlando Patch 2

      Examples:
        | case                 | before                    |
        | right after a check  | 1 second                  |
        | half an hour later   | 30 minutes                |
        | just before the next | 59 minutes and 58 seconds |

    Scenario: A version assigned and put back between two checks leaves no trace
      Given "berlin" has been running for 1 second
      And Orlando Patch 2 is assigned
      And "berlin" has been running for 30 minutes
      And Orlando Patch 1 is assigned
      When "berlin" has been running for 2 hours
      Then "berlin" has asked for its version 2 times, once an hour
      And "berlin" has asked for no permit and no package
      And the instance has seen "berlin" as Up
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

    Scenario: An upgrade that is blocked changes nothing about the hour
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 2 is assigned
      When "berlin" has been running for 24 hours
      Then "berlin" has asked for its version 24 times, once an hour
      And "berlin" runs Orlando Patch 1
      When the host of "berlin" has 50 GB of free disk space
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A check that fails changes nothing about the hour
      Given the instance answers questions for the version with error 500
      When "berlin" has been running for 2 hours
      Then "berlin" has asked for its version 2 times, once an hour
      When the instance works again
      And Orlando Patch 2 is assigned
      And "berlin" has been running for 2 hours and 59 minutes
      Then "berlin" has not asked for its version
      When 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: After an upgrade that took time, an hour counts from its beginning or from its end
      Given the host of "berlin" takes 20 minutes to restart the service
      And Orlando Patch 2 is assigned
      When 3 hours and 30 minutes pass
      Then "berlin" runs Orlando Patch 2
      And "berlin" has asked again not before an hour after the upgrade began, and within an hour after it ended

    Scenario: The parameter mid.poll.time is about something else
      Given the parameter mid.poll.time of "berlin" is "5"
      When "berlin" has been running for 6 hours
      Then "berlin" has asked for its version 6 times, once an hour
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2
