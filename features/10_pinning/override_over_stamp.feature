Feature: The override keeps mid.buildstamp out
  While an administrator has named one version for all MID Servers, what the instance says of its own version moves none of
  them, for days or for ever. The instance's own version is Orlando Patch 1 to begin with, as is mid.buildstamp.
  Documentation: MID Server upgrades, "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-OVERRIDE-NO-AUTO
  Rule: While the override is set, nothing that happens to mid.buildstamp moves a MID Server

    @mid
    Scenario Outline: A MID Server stays on the override for a day
      Given "berlin" is asked to upgrade to <override> by the override
      And <stamp> is assigned
      When 24 hours pass
      Then "berlin" has run Orlando Patch 1, then <override>
      And "berlin" has checked every hour, however long its attempts took
      When the property mid.version.override is empty
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <override>, then <stamp>

      Examples:
        | case           | override        | stamp           |
        | stamp is older | Orlando Patch 3 | Orlando Patch 2 |
        | stamp is newer | Orlando Patch 2 | Orlando Patch 3 |
        | a newer family | Orlando Patch 3 | Paris Patch 1   |

    @mid
    Scenario: A command finds a MID Server that has reached its override in place
      Given "berlin" is asked to upgrade to Orlando Patch 3 by the override
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 3
      And every command "autoUpgrade" of "berlin" is processed

    @instance
    Scenario Outline: The instance hands out the override for days
      Given the property mid.version.override is <override>
      And 1 hour passes
      And <stamp> is assigned
      When 3 days pass
      Then InstanceInfo answers "berlin" with <override>
      When the property mid.version.override is empty
      And 1 hour passes
      Then InstanceInfo answers "berlin" with <stamp>

      Examples:
        | case           | override        | stamp           |
        | stamp is older | Orlando Patch 3 | Orlando Patch 2 |
        | stamp is newer | Orlando Patch 2 | Paris Patch 1   |
