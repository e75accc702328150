@mid
Feature: An instance that could not be reached
  A MID Server that cannot reach its instance, or cannot be reached by it, is Down for the instance, whether its process runs
  or not. The documentation tells what a MID Server does that changes from Down to Up.
  Documentation: MID Server upgrades, "Upgrading MID Servers in the Down state".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2

  @DOWN-START
  Rule: A MID Server whose start met no instance comes Up once there is one, and checks before it takes any command

    Scenario Outline: A MID Server that is started while its instance is away comes Up and checks once it is back
      Given "berlin" is stopped
      And Orlando Patch 3 is assigned
      And the instance <fault>
      When "berlin" is started
      And <time> pass
      Then "berlin" upgrades to Orlando Patch 3 once all is well
      And "berlin" is Up

      Examples:
        | case               | fault                             | time       |
        | connection refused | refuses connections               | 10 minutes |
        | time-out           | does not answer in time           | 50 minutes |
        | error              | answers everything with error 503 | 3 hours    |

    Scenario: A command that comes once the instance is back is taken by the new version
      Given "berlin" is stopped
      And Orlando Patch 3 is assigned
      And the instance refuses connections
      When "berlin" is started
      And 10 minutes pass
      And the instance works again
      And the command "hostname" is sent to "berlin"
      Then "berlin" upgrades to Orlando Patch 3 once all is well
      And the command "hostname" of "berlin" was taken by Orlando Patch 3

  @DOWN-RECONNECT
  Rule: A MID Server whose connection alone was lost comes Up in the same way

    Scenario Outline: A version that was assigned while the connection was lost is taken before the hour
      Given the connection of "berlin" is lost
      When <assigned> is assigned
      And the connection of "berlin" is back
      And there is time for an upgrade
      Then "berlin" has run Orlando Patch 2, then <assigned>

      Examples:
        | case          | assigned                 |
        | newer patch   | Orlando Patch 3          |
        | older patch   | Orlando Patch 1          |
        | hotfix        | Orlando Patch 2 Hotfix 1 |
        | family before | New York Patch 9         |

    Scenario: A connection that is lost a second time is regained in the same way
      Given the connection of "berlin" is lost
      When the connection of "berlin" is back
      And there is time for an upgrade
      And the connection of "berlin" is lost
      And Orlando Patch 3 is assigned
      And the connection of "berlin" is back
      And 28 minutes pass
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3

    Scenario: A Paused MID Server whose connection is back is Paused again, and does not upgrade
      Given "berlin" is Paused
      And the connection of "berlin" is lost
      When Orlando Patch 3 is assigned
      And the connection of "berlin" is back
      And the next check is over
      Then "berlin" is Paused
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

    Scenario: A MID Server that finds nothing new when its connection is back is Up
      Given the connection of "berlin" is lost
      When the connection of "berlin" is back
      And there is time for an upgrade
      Then the instance has seen "berlin" as Up, Down, Up
      And "berlin" still follows the instance

    Scenario Outline: A command that came while the connection was lost is taken before the hour, after the check
      Given the connection of "berlin" is lost
      When the command "<command>" is sent to "berlin"
      And <assigned> is assigned
      And the connection of "berlin" is back
      And there is time for an upgrade
      Then the command "<command>" of "berlin" was taken by <assigned>
      And "berlin" still follows the instance

      Examples:
        | case                    | command  | assigned        |
        | nothing to upgrade to   | hostname | Orlando Patch 2 |
        | to grab the log         | grabLog  | Orlando Patch 2 |
        | a newer patch           | hostname | Orlando Patch 3 |
        | an older patch          | hostname | Orlando Patch 1 |

    @concurrent
    Scenario Outline: A result that could not be sent comes once the instance can be reached again
      Given the host of "berlin" takes 60 minutes to run "backup"
      And the command "backup" is sent to "berlin"
      And 10 minutes pass
      When the instance <fault>
      And 4 hours pass
      And the instance works again
      And 70 minutes pass
      Then the result of the command "backup" has come from "berlin" once
      And "berlin" still follows the instance

      Examples:
        | case               | fault                             |
        | connection refused | refuses connections               |
        | time-out           | does not answer in time           |
        | error              | answers everything with error 500 |
