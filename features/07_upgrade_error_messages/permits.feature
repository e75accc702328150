@instance
Feature: Upgrade permits
  Many MID Servers learn of a new version at the same moment. The instance lets two of them upgrade and turns the others
  away, so that its performance does not suffer.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1

  @ERR-409
  Rule: Two MID Servers may upgrade at once, and each further request is answered with 409

    Scenario: The third of three is turned away
      When "berlin", "munich" and "vienna" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna" is turned away with 409

    Scenario: The fourth and fifth of five are turned away as well
      Given the MID Servers "lisbon" and "oslo" run Orlando Patch 1
      When "berlin", "munich", "vienna", "lisbon" and "oslo" ask for a permit
      Then "berlin" and "munich" have a permit
      And "vienna", "lisbon" and "oslo" are turned away with 409

    Scenario Outline: A permit is free again when an upgrade is over
      Given "berlin" and "munich" have been given a permit
      And "berlin" has reported the status Upgrading
      When "berlin" reports the status <status>
      And "vienna" asks for a permit
      Then "vienna" has a permit
      When "berlin" asks for a permit
      Then "berlin" is turned away with 409

      Examples:
        | case                  | status         |
        | it has succeeded      | Up             |
        | it has failed         | Upgrade Failed |

    Scenario: A permit that is given back is free again
      Given "berlin" and "munich" have been given a permit
      When "berlin" gives its permit back
      And "vienna" asks for a permit
      Then "vienna" has a permit
      When "berlin" asks for a permit
      Then "berlin" is turned away with 409

    Scenario: One that upgrades keeps its permit
      Given "berlin" and "munich" have been given a permit
      When "berlin" reports the status Upgrading
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      When "berlin" reports the status Up
      And "vienna" asks for a permit
      Then "vienna" has a permit

    Scenario: One that asks twice takes no second permit
      Given "berlin" has been given a permit
      When "berlin" asks for a permit
      And "munich" and "vienna" ask for a permit
      Then "munich" has a permit
      And "vienna" is turned away with 409

  @ERR-409-DEAD-HOLDER
  Rule: A MID Server that goes Down holds no permit

    Scenario: The holder dies while it upgrades
      Given "berlin" and "munich" have been given a permit
      And "berlin" has reported the status Upgrading
      When "vienna" asks for a permit
      Then "vienna" is turned away with 409
      When "berlin" is stopped
      And "vienna" asks for a permit
      Then "vienna" has a permit
