@instance
Feature: How long a permit is kept
  A MID Server holds its permit until its upgrade is over, however long that takes and whatever becomes of the instance
  meanwhile. Then others upgrade. A MID Server may also give its permit back by itself, in whatever status it is.
  Documentation: MID Server upgrades, "Upgrade error messages".

  Background:
    Given the MID Servers "berlin", "munich" and "vienna" run Orlando Patch 1

  @ERR-409
  Rule: A permit is kept until the upgrade of its holder is over, and is then free again

    Background:
      Given "berlin" and "munich" ask for a permit

    @real-time
    Scenario Outline: A permit is free again when the upgrade of its holder is over
      Given "berlin" and "munich" report the status Upgrading
      When "<holder>" reports the status <status>
      And "vienna" and "<holder>" ask for a permit
      Then "vienna" has a permit
      And "<holder>" is turned away with 409

      Examples:
        | case                  | holder | status         |
        | has upgraded          | berlin | Up             |
        | has failed            | berlin | Upgrade Failed |
        | came second and is Up | munich | Up             |
        | came second and fails | munich | Upgrade Failed |

    @real-time
    Scenario Outline: A permit is free again when its holder tells anew the status in which it has asked
      Given "berlin" reports the status <status>
      And "berlin" asks for a permit
      When "berlin" reports the status <status>
      And "vienna" and "berlin" ask for a permit
      Then "vienna" has a permit
      And "berlin" is turned away with 409

      Examples:
        | case             | status         |
        | Up all the while | Up             |
        | has failed again | Upgrade Failed |

    Scenario Outline: A permit is free again when its holder is done with it, and remains free
      Given "berlin" and "munich" report the status <status>
      And "berlin" <end>
      When <event>
      And "vienna" and "berlin" ask for a permit
      Then "vienna" has a permit
      And "berlin" is turned away with 409

      Examples:
        | case                       | status    | end                               | event                                       |
        | given back while Upgrading | Upgrading | gives its permit back             | 1 second passes                             |
        | given back while Paused    | Paused    | gives its permit back             | 1 second passes                             |
        | given back, a restart      | Upgrading | gives its permit back             | the instance is restarted                   |
        | Up, a restart              | Upgrading | reports the status Up             | the instance is restarted                   |
        | has failed, a restart      | Upgrading | reports the status Upgrade Failed | the instance is restarted                   |
        | Up, an upgrade             | Upgrading | reports the status Up             | the instance is upgraded to Orlando Patch 2 |

    Scenario Outline: A permit is kept until the upgrade is over, whatever happens meanwhile
      Given "berlin" and "munich" report the status Upgrading
      When <event>
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

      Examples:
        | case                        | event                                       |
        | for three days              | 3 days pass                                 |
        | while its holder is Paused  | "berlin" reports the status Paused          |
        | over a restart              | the instance is restarted                   |
        | over an upgrade             | the instance is upgraded to Orlando Patch 2 |
        | over an upgrade to a family | the instance is upgraded to Paris Patch 1   |

    Scenario Outline: A permit of a holder that is not Upgrading is kept as well
      Given "berlin" reports the status <before>
      And "berlin" asks for a permit
      When <event>
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

      Examples:
        | case                  | before         | event                                       |
        | Up, for three days    | Up             | 3 days pass                                 |
        | Up, a restart         | Up             | the instance is restarted                   |
        | Up, an upgrade        | Up             | the instance is upgraded to Orlando Patch 2 |
        | has failed, a restart | Upgrade Failed | the instance is restarted                   |
        | Up, not validated     | Up             | "berlin" is not validated                   |

    Scenario Outline: A permit of a holder that is Paused is kept as well
      Given "berlin" and "munich" report the status Upgrading
      And "berlin" reports the status Paused
      When <event>
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

      Examples:
        | case            | event                                       |
        | for three days  | 3 days pass                                 |
        | over a restart  | the instance is restarted                   |
        | over an upgrade | the instance is upgraded to Orlando Patch 2 |

    @real-time
    Scenario Outline: A MID Server that was turned away frees no permit of another
      Given "vienna" asks for a permit
      When <event>
      And "vienna" reports the status Up
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

      Examples:
        | case          | event                                      |
        | is Up         | "vienna" reports the status Up             |
        | has failed    | "vienna" reports the status Upgrade Failed |
        | has been Down | "vienna" is stopped                        |
        | gives it back | "vienna" gives its permit back             |

    @real-time
    Scenario: A MID Server that has told no status since its permit gives it back
      When "berlin" gives its permit back
      And "vienna" and "berlin" ask for a permit
      Then "vienna" has a permit
      And "berlin" is turned away with 409

    Scenario Outline: A MID Server that was turned away and asks no more keeps no permit from another
      When "vienna" asks for a permit
      Then "vienna" is turned away with 409
      When <event>
      And 2 hours pass
      And "berlin" reports the status Up
      And "berlin" asks for a permit
      Then "berlin" has a permit

      Examples:
        | case   | event                                      |
        | Up     | 1 second passes                            |
        | failed | "vienna" reports the status Upgrade Failed |
        | Down   | "vienna" is stopped                        |

    @real-time
    Scenario: Nobody but its holder gives a permit back
      When "vienna" gives its permit back
      And "vienna" reports the status Up
      And "vienna" asks for a permit
      Then "vienna" is turned away with 409
      And "vienna" has a permit once "berlin" is Up

    @real-time
    Scenario: A permit that is given back twice is one permit
      Given the MID Server "lisbon" runs Orlando Patch 1
      When "berlin" gives its permit back
      And "berlin" reports the status Up
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

  @ERR-409-DEAD-HOLDER
  Rule: A MID Server that goes Down holds no permit

    Background:
      Given the MID Server "lisbon" runs Orlando Patch 1
      And "berlin" and "munich" ask for a permit

    @real-time
    Scenario: A holder that dies while it upgrades frees its permit
      Given "berlin" reports the status Upgrading
      When "berlin" is stopped
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

    @real-time
    Scenario: A holder that dies while it is Paused frees its permit
      Given "berlin" and "munich" report the status Paused
      When "munich" is stopped
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

    Scenario: The permit of a holder that has died remains free over a restart of the instance
      Given "berlin" is stopped
      When the instance is restarted
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409

    @real-time
    Scenario: A holder that dies before it upgrades frees its permit
      When "munich" is stopped
      And "vienna" and "lisbon" ask for a permit
      Then "vienna" has a permit
      And "lisbon" is turned away with 409
