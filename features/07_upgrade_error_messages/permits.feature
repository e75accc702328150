@instance
Feature: Upgrade permits
  Many MID Servers learn of a new version at the same moment. The instance lets two of them upgrade and turns the others
  away, so that its performance does not suffer. The documentation calls a permit a semaphore. That a MID Server may also
  give its permit back by itself is a matter of the protocol.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1
    And the property mid.buildstamp is Orlando Patch 2

  @ERR-409
  Rule: Two MID Servers may upgrade at once, and each further request is answered with 409

    @real-time
    Scenario: The third of three is turned away
      When "berlin", "munich" and "vienna" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna" is turned away with 409

    @real-time
    Scenario: The fourth and fifth of five are turned away as well
      Given the MID Servers "lisbon" and "oslo" run Orlando Patch 1
      When "berlin", "munich", "vienna", "lisbon" and "oslo" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna", "lisbon" and "oslo" are turned away with 409

    @real-time
    Scenario: A MID Server that asks twice has one permit
      When "berlin" asks for a permit
      And "berlin" asks for a permit
      And "munich" and "vienna" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna" is turned away with 409

    @real-time
    Scenario Outline: A permit is free again when an upgrade is over
      Given "berlin" and "munich" ask for a permit
      And "berlin" and "munich" report the status Upgrading
      When "berlin" reports the status <status>
      And "vienna" asks for a permit
      Then "vienna" has a permit
      When "berlin" asks for a permit
      Then "berlin" is turned away with 409

      Examples:
        | case             | status         |
        | it has succeeded | Up             |
        | it has failed    | Upgrade Failed |

    Scenario: A permit is kept as long as the upgrade takes
      Given "berlin" and "munich" ask for a permit
      When "berlin" and "munich" report the status Upgrading
      And 24 hours pass
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      When "berlin" reports the status Up
      And "vienna" asks for a permit
      Then "vienna" has a permit

    @real-time
    Scenario: Only its holder frees a permit
      Given "berlin" and "munich" ask for a permit
      When "vienna" reports the status Up
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      When "berlin" gives its permit back
      And "vienna" asks for a permit
      Then "vienna" has a permit

    @real-time
    Scenario: A permit given back twice is one permit
      Given the MID Server "lisbon" runs Orlando Patch 1
      And "berlin" and "munich" ask for a permit
      When "berlin" gives its permit back
      And "berlin" reports the status Up
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

    @real-time
    Scenario: At no moment do more than two have a permit
      Given the MID Servers "lisbon" and "oslo" run Orlando Patch 1
      And "berlin" and "munich" ask for a permit
      When "berlin" reports the status Up
      And "vienna", "lisbon" and "oslo" ask for a permit
      And "munich" gives its permit back
      And "oslo", "lisbon" and "berlin" ask for a permit
      Then "oslo" has a permit
      And at most 2 MID Servers have had a permit at once

  @ERR-409-DEAD-HOLDER
  Rule: A MID Server that goes Down holds no permit

    @real-time
    Scenario: The holder dies while it upgrades
      Given "berlin" and "munich" ask for a permit
      And "berlin" reports the status Upgrading
      When "vienna" asks for a permit
      Then "vienna" is turned away with 409
      When "berlin" is stopped
      And "vienna" asks for a permit
      Then "vienna" has a permit
