@mid
Feature: The hourly check
  A MID Server asks its instance once an hour which version it should run. No setting changes the hour, so that an
  administrator who has assigned a version can rely on it. Full hours may count from the start of the MID Server's process,
  from its being Up, or from its first check. A command makes a MID Server ask sooner; these scenarios send none.
  Documentation: MID Server upgrades, "Upgrade methods" and "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @AUTO-HOURLY
  Rule: A MID Server that is left alone asks every hour, and only then

    Scenario: Nothing is asked in the first hour
      When "berlin" has been running for 50 minutes
      Then "berlin" has not checked
      And "berlin" still follows the instance

    Scenario: The first check after the start comes after an hour, to the second
      When "berlin" has been running for 1 hour
      Then "berlin" has checked once, on the hour
      And "berlin" still follows the instance

    Scenario: A day has 24 checks
      When "berlin" has been running for 24 hours
      Then "berlin" has checked 24 times, on the hour
      And "berlin" still follows the instance

    Scenario Outline: A version that is assigned between two checks waits for the next
      Given "berlin" has been running for <before>
      When Orlando Patch 2 is assigned
      And the next check is over
      Then "berlin" has checked once, on the hour
      And "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                 | before                    |
        | right after a check  | 1 second                  |
        | half an hour later   | 30 minutes                |
        | just before the next | 59 minutes and 30 seconds |

    Scenario: A version that is assigned and put back between two checks leaves no trace
      Given "berlin" has been running for 10 minutes
      And Orlando Patch 2 is assigned
      And "berlin" has been running for 40 minutes
      And Orlando Patch 1 is assigned
      When "berlin" has been running for 2 hours
      Then "berlin" has checked 2 times, on the hour
      And the instance has seen "berlin" as Up
      And "berlin" still follows the instance
