@mid
Feature: What comes in the middle of something
  Each chapter of the documentation speaks of one thing at a time. On a host, they meet: a permit comes when the disk is full, the
  instance is away while the service restarts, the nodes of a cluster do not agree.
  Documentation: MID Server upgrades, all chapters.

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @VER-PRECEDENCE
  Rule: A pin beats the override, which beats mid.buildstamp, whatever has happened in between

    Scenario Outline: Pin and override are what counts after an upgrade and a restart of the instance
      Given "berlin" is asked to upgrade to <pin> by its pin
      When the instance is upgraded to Orlando Patch 2
      And the property mid.version.override is <override>
      And the instance is restarted
      And 3 hours pass
      Then "berlin" has run Orlando Patch 1, then <pin>
      When the parameter mid.pinned.version of "berlin" is not set
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <pin>, then <override>

      Examples:
        | case                | pin              | override         |
        | the pin newest      | Orlando Patch 4  | Orlando Patch 3  |
        | the override newest | Orlando Patch 3  | Paris Patch 1    |
        | the override oldest | Orlando Patch 4  | New York Patch 9 |
        | the pin of a family | New York Patch 9 | Orlando Patch 3  |

    Scenario: A pin that is set in the middle of an upgrade to the override is followed after it
      Given the host of "berlin" takes 40 minutes to extract a package
      And the property mid.version.override is Orlando Patch 2
      When up to 2 hours pass until "berlin" is Upgrading
      And the parameter mid.pinned.version of "berlin" is Orlando Patch 3
      And the instance is upgraded to Orlando Patch 4
      Then "berlin" upgrades to Orlando Patch 3 once all is well

  @AUTO-PRECHECK-GATES
  Rule: No upgrade without tests that have met no error

    Scenario: Tests that had passed before a wait for a permit are run again after a start
      Given "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Orlando Patch 2 by command
      And "berlin" is stopped
      And the host of "berlin" has 0.5 GB of free disk space
      And "lisbon" gives its permit back
      When "berlin" is asked to upgrade to Orlando Patch 2 at its start
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has stored, extracted and installed no package
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @PRE-QUIET
  Rule: A MID Server that its tests have blocked keeps no permit

    Scenario Outline: A disk that fills up while a permit is awaited keeps no permit from others
      Given "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Orlando Patch 2 <way>
      When the host of "berlin" has 0.5 GB of free disk space
      And "lisbon" gives its permit back
      And there is time for an upgrade
      And up to 24 hours pass until "berlin" is Up
      And "lisbon" asks for a permit
      Then "lisbon" has a permit
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case    | way         |
        | hour    | at the hour |
        | command | by command  |

  @STATE-UPGRADING
  Rule: The instance sees Up after an upgrade, however long it was away

    Scenario Outline: An instance that was away for three hours in the middle of an upgrade finds the new version
      Given the host of "berlin" takes 40 minutes to <work>
      And <version> is assigned
      When up to 2 hours pass until "berlin" is Upgrading
      And the instance <fault>
      And 3 hours pass
      And the instance works again
      Then "berlin" upgrades to <version> once all is well
      And the record of "berlin" says <version>
      And "berlin" is Up

      Examples:
        | case                  | work                | version                  | fault                             |
        | extraction, refused   | extract a package   | Orlando Patch 2          | refuses connections               |
        | restart, refused      | restart the service | Orlando Patch 0 Hotfix 1 | refuses connections               |
        | restart, no answer    | restart the service | Orlando Patch 3          | does not answer in time           |
        | extraction, error 503 | extract a package   | Orlando Patch 1 Hotfix 1 | answers everything with error 503 |

  @ERR-QUERY
  Rule: A MID Server that finds its instance unavailable says so

    Scenario: An instance that goes away while a MID Server waits for a permit is recorded, and asked again when it is back
      Given "lisbon" and "oslo" hold both permits
      And "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      When the instance refuses connections
      And up to 24 hours pass until "berlin" is Up
      And 3 hours pass
      Then the message "Failed to query instance for MID Server buildstamp" of "berlin" is recorded
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @AUTO-DIFFERENT
  Rule: A version that differs from the running one is taken, whoever names it

    Scenario Outline: A cluster whose nodes disagree is followed to and fro
      When the instance answers questions for the version with <other>
      And the next check is over
      And the instance works again
      And the next check is over
      And the instance answers questions for the version with <other>
      And the next check is over
      Then "berlin" has run Orlando Patch 1, then <other>, then Orlando Patch 1, then <other>
      And "berlin" upgrades to Orlando Patch 1 once all is well

      Examples:
        | case   | other                    |
        | newer  | Orlando Patch 2          |
        | older  | Orlando Patch 0 Hotfix 1 |
        | family | New York Patch 9         |

    Scenario: Upgrades and downgrades within a day are each made
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And "berlin" is asked to upgrade to New York Patch 9 by command
      And "berlin" is asked to upgrade to Orlando Patch 1 by hand
      And "berlin" is asked to upgrade to Paris Patch 1 at its start
      And "berlin" is asked to upgrade to Orlando Patch 2 by an upgrade of the instance
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2, then New York Patch 9, then Orlando Patch 1, then Paris Patch 1, then Orlando Patch 2

  @PRE-DISABLE-ALL
  Rule: A MID Server property that names no MID Server turns the tests off for all of them

    Scenario: Two MID Servers whose issues are open upgrade once the tests are off
      Given the MID Server "berlina" runs Orlando Patch 1
      And the host of "berlin" has 0.5 GB of free disk space
      And the host of "berlina" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then an issue of "berlina" is open
      When the record mid.upgrade.run_precheck of MID Server Property is "false" for all MID Servers
      And the next check is over
      Then "berlin" and "berlina" have run Orlando Patch 1, then Orlando Patch 2
