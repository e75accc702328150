@mid
Feature: The hourly check
  A MID Server asks its instance once an hour which version it should run. Nobody can change the hour: it is what an
  administrator who has assigned a version can count on.
  Documentation: MID Server upgrades, "Upgrade methods" and "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @AUTO-HOURLY
  Rule: The MID Server asks every hour, and only then

    Scenario: Nothing is asked between two checks
      When 59 minutes and 59 seconds pass
      Then "berlin" has not asked for its version
      When another second passes
      Then "berlin" has asked for its version
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A day has 24 checks
      When 24 hours pass
      Then "berlin" has asked for its version 24 times, once an hour
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: An upgrade that is blocked changes nothing about the hour
      Given the host of "berlin" has 500000000 bytes of free disk space
      And Orlando Patch 2 is assigned
      When 24 hours pass
      Then "berlin" has asked for its version 24 times, once an hour
      And "berlin" runs Orlando Patch 1
      When the host of "berlin" has 50000000000 bytes of free disk space
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: A check that fails changes nothing about the hour
      Given the instance refuses connections
      When 1 hour passes
      Then "berlin" has asked for its version
      When the instance can be reached again
      And 59 minutes and 59 seconds pass
      Then "berlin" has not asked for its version
      When another second passes
      Then "berlin" has asked for its version
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: After an upgrade that took time, the next check comes within an hour of its beginning and its end
      Given the host of "berlin" takes 10 minutes to extract a package
      And Orlando Patch 2 is assigned
      When 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2
      When another 29 minutes and 59 seconds pass
      Then "berlin" has not asked for its version
      When another 30 minutes and 1 second pass
      Then "berlin" has asked for its version

    Scenario Outline: A version assigned in the meantime waits for the next check
      Given Orlando Patch 2 is assigned <after> after a check
      When 59 minutes and 59 seconds pass
      Then "berlin" runs Orlando Patch 1
      And "berlin" has not asked for its version
      When another 30 minutes pass
      Then "berlin" runs Orlando Patch 2

      Examples:
        | case                | after                     |
        | right after a check | 1 second                  |
        | half an hour later  | 30 minutes                |
        | just before the next | 59 minutes and 58 seconds |

    Scenario: A version assigned and put back between two checks is never met
      Given Orlando Patch 2 is assigned 1 second after a check
      And Orlando Patch 1 is assigned 30 minutes after a check
      When 2 hours pass
      Then "berlin" has asked for its version 2 times, once an hour
      And "berlin" has asked for no permit and no package
      And the instance has seen "berlin" as Up
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2

    Scenario: The period of another task is not this one's
      Given the parameter mid.poll.time of "berlin" is 5
      When 24 hours pass
      Then "berlin" has asked for its version 24 times, once an hour
      When Orlando Patch 2 is assigned
      And 1 hour and 30 minutes pass
      Then "berlin" runs Orlando Patch 2
