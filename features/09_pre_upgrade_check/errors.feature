@mid
Feature: Errors are published before any upgrade starts
  Whoever looks into the issues or into the agent log finds there what has to be resolved, and a MID Server that has touched
  nothing yet: its packages, its files and its work are as they were.
  Documentation: MID Server upgrades, "MID Server pre-upgrade check" and "Errors that block the upgrade".

  @PRE-BEFORE-UPGRADE
  Rule: An error stands in issue and agent log, and no upgrade starts until it is resolved

    Background:
      Given the MID Server "berlin" runs Orlando Patch 2

    Scenario Outline: Too little disk space is reported in both places, and nothing of the upgrade is begun
      Given the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue and the agent log of "berlin" say "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has stored, extracted and installed no package
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                  | assigned                 | way          |
        | hour, newer patch     | Orlando Patch 3          | at the hour  |
        | hour, older patch     | Orlando Patch 1          | at the hour  |
        | command, hotfix       | Orlando Patch 2 Hotfix 1 | by command   |
        | command, older hotfix | Orlando Patch 1 Hotfix 1 | by command   |
        | click, newer patch    | Orlando Patch 3          | by hand      |
        | click, next family    | Paris Patch 1            | by hand      |
        | start, newer patch    | Orlando Patch 3          | at its start |
        | start, family before  | New York Patch 9         | at its start |
        | pin, newer patch      | Orlando Patch 4          | by its pin   |

    Scenario Outline: A download site out of reach is reported in both places, and nothing of the upgrade is begun
      Given the download site answers everything with error 403
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue and the agent log of "berlin" say "Unable to download updates from the install server"
      And "berlin" has stored, extracted and installed no package
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                 | assigned        | way         |
        | hour, newer patch    | Orlando Patch 3 | at the hour |
        | command, older patch | Orlando Patch 1 | by command  |
        | click, next family   | Paris Patch 1   | by hand     |
        | pin, newer patch     | Orlando Patch 4 | by its pin  |

    Scenario Outline: Nothing of the upgrade is begun for as long as the error lasts
      Given the host of "berlin" has 0.5 GB of free disk space
      And Orlando Patch 3 is assigned
      When <time> pass
      Then "berlin" has stored, extracted and installed no package
      And an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" upgrades to Orlando Patch 3 once all is well

      Examples:
        | case       | time                   |
        | five hours | 5 hours and 30 minutes |
        | three days | 3 days                 |

    Scenario: An error that comes up after an attempt has failed keeps the next one from beginning
      Given the download site answers requests for the Java runtime with error 500
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And up to 24 hours pass until "berlin" is Up
      And the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 4 by command
      Then an issue of "berlin" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has stored, extracted and installed no package
      And "berlin" upgrades to Orlando Patch 4 once all is well

    Scenario: An error on one host keeps no other MID Server, whose name begins alike, from its packages
      Given the MID Server "berlina" runs Orlando Patch 2
      And the host of "berlina" has 0.5 GB of free disk space
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then "berlina" has stored, extracted and installed no package
      And an issue of "berlina" says "Not enough free disk space. The system reports 500000000 bytes free"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlina" upgrades to Orlando Patch 3 once all is well

  @PRE-LOG-PLACE
  Rule: The errors about files and about the Windows service go to the agent log, too

    Scenario Outline: What an issue says of files stands in the agent log
      Given the MID Server "berlin" runs Orlando Patch 1 on Linux
      And the host of "berlin" refuses to <deed>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then an issue and the agent log of "berlin" say "<message>"
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case             | deed                         | message                                                                | assigned        | way         |
        | extraction       | extract anything into /tmp   | Unable to extract contents of pre upgrade check zip                    | Orlando Patch 2 | at the hour |
        | folder, click    | make the folder of the tests | Unable to create folder /opt/servicenow/mid/agent/package/upgradeCheck | Orlando Patch 3 | by hand     |
        | copy, command    | copy the files of the tests  | Unable to verify file permissions: ...                                 | Orlando Patch 2 | by command  |
        | reading a family | read the files of the tests  | Unable to verify file permissions: ...                                 | Paris Patch 1   | at the hour |

    Scenario: What an issue says of the Windows service stands in the agent log
      Given the MID Server "berlin" runs Orlando Patch 1 on Windows
      And the service of "berlin" runs as "CORP\bob", an ordinary user
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      Then an issue and the agent log of "berlin" say "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" upgrades to Orlando Patch 2 once all is well

  @PRE-QUIET
  Rule: A MID Server that an error holds up does not stay Upgrading, and keeps no permit

    Background:
      Given the MID Server "berlin" runs Orlando Patch 2
      And the host of "berlin" has 0.5 GB of free disk space

    Scenario Outline: Half an hour after each of three checks the MID Server is not Upgrading and holds no permit
      Given <assigned> is assigned
      When "berlin" has been running for <hours>
      Then "berlin" is not Upgrading
      And no MID Server holds a permit
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case                  | assigned        | hours                  |
        | first check           | Orlando Patch 3 | 1 hour and 30 minutes  |
        | second check          | Orlando Patch 3 | 2 hours and 30 minutes |
        | third check           | Orlando Patch 3 | 3 hours and 30 minutes |
        | third check, a family | Paris Patch 1   | 3 hours and 30 minutes |

    Scenario Outline: Two others get both permits after an error has held the MID Server up
      Given "berlin" is asked to upgrade to <assigned> <way>
      And "lisbon" and "oslo" hold both permits
      When 1 hour and 30 minutes pass
      Then "berlin" is not Upgrading
      And "berlin" upgrades to <assigned> once all is well, and not before

      Examples:
        | case    | assigned         | way          |
        | hour    | Orlando Patch 3  | at the hour  |
        | command | Orlando Patch 3  | by command   |
        | click   | New York Patch 9 | by hand      |
        | start   | Orlando Patch 4  | at its start |
