@mid
Feature: PowerShell that is missing, too old or fails
  A MID Server does not need PowerShell, but the test of its service does. Where that test cannot run the agent log says so,
  as somebody may want to know; nobody is troubled with an issue, and the upgrade goes on.
  Documentation: MID Server upgrades, "Non-blocking warnings".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 2 on Windows

  @WARN-NO-POWERSHELL
  Rule: Without a usable PowerShell of 3.0 or newer the test is skipped, the agent log says so, and the upgrade goes on

    Scenario Outline: Without a usable PowerShell the MID Server upgrades, whoever its service runs as
      Given the service of "berlin" runs as <account>
      And PowerShell of "berlin" is <powershell>
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue
      And the agent log of "berlin" says "Skipping PowerShell upgrade checks since PowerShell is not usable"

      Examples:
        | case                       | account                                  | powershell                      | assigned                 | way          |
        | missing                    | "LocalSystem"                            | missing                         | Orlando Patch 3          | at the hour  |
        | missing, ordinary user     | "CORP\bob", an ordinary user             | missing                         | Orlando Patch 1          | at the hour  |
        | 2.0                        | "LocalSystem"                            | 2.0                             | Orlando Patch 2 Hotfix 1 | at the hour  |
        | 2.0, administrator, family | "CORP\bob", an administrator             | 2.0                             | Paris Patch 1            | at the hour  |
        | 2.0, ordinary user         | "bob@corp.example.com", an ordinary user | 2.0                             | Orlando Patch 3          | at the hour  |
        | no permission, a user      | "CORP\bob", an ordinary user             | not for the user of its service | Orlando Patch 3          | at the hour  |
        | missing, bare name         | "bob", an ordinary user                  | missing                         | Orlando Patch 1          | by command   |
        | 1.0, click                 | "CORP\bob", an ordinary user             | 1.0                             | Orlando Patch 3          | by hand      |
        | no permission, start       | "LocalSystem"                            | not for the user of its service | Orlando Patch 3          | at its start |
        | missing, pin               | "CORP\bob", an administrator             | missing                         | Orlando Patch 4          | by its pin   |

    Scenario Outline: A version that will do lets the test run, and the log says nothing of that kind
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And PowerShell of "berlin" is <version>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then the message "Skipping PowerShell upgrade checks since PowerShell is not usable" of "berlin" is not recorded
      And an issue of "berlin" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                     | version | assigned        |
        | 3.0, the oldest          | 3.0     | Orlando Patch 3 |
        | 5.1, the usual one       | 5.1     | Paris Patch 1   |
        | 7.4                      | 7.4     | Orlando Patch 4 |
        | 10.0, which is above 3.0 | 10.0    | Orlando Patch 3 |

    Scenario: A PowerShell that has been installed since the last upgrade is used for the next one
      Given the service of "berlin" runs as "CORP\bob", an ordinary user
      And PowerShell of "berlin" is missing
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When PowerShell of "berlin" is 5.1
      And "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then an issue of "berlin" says "MID Server Windows Service is not running as LocalSystem or a local Administrator"
      And "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And "berlin" upgrades to Orlando Patch 4 once all is well

    Scenario: A second upgrade without PowerShell is logged as the first one was
      Given PowerShell of "berlin" is missing
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4, and has no open issue
      And the agent log of "berlin" says "Skipping PowerShell upgrade checks since PowerShell is not usable"

    Scenario: The other tests still hold the upgrade back where PowerShell is missing
      Given PowerShell of "berlin" is missing
      And the host of "berlin" has 0.5 GB of free disk space
      When "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      Then an issue of "berlin" is open
      And "berlin" upgrades to Orlando Patch 3 once all is well, and not before

    Scenario: PowerShell is missing on one host, and the service of the other is tested
      Given the MID Server "berlina" runs Orlando Patch 2 on Windows
      And PowerShell of "berlin" is missing
      And the service of "berlina" runs as "CORP\bob", an ordinary user
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue
      And "berlina" upgrades to Orlando Patch 3 once all is well, and not before

  @WARN-CONTINUING
  Rule: Where the script cannot be run the agent log gives the reason, and the upgrade goes on

    Scenario Outline: The reason for which the script fails stands in the agent log, and in no issue
      Given the service of "berlin" runs as <account>
      And the script that asks for the account of "berlin" fails with "<text>"
      When "berlin" is asked to upgrade to <assigned> <way>
      Then "berlin" has run Orlando Patch 2, then <assigned>, and has no open issue
      And the agent log of "berlin" says "Continuing with upgrade, but the following issue was encountered during upgradeCheck: <text>"

      Examples: Reasons
        | case            | account                      | text                        | assigned                 | way         |
        | no class        | "LocalSystem"                | Invalid class Win32_Service | Orlando Patch 3          | at the hour |
        | execution       | "CORP\bob", an ordinary user | Running scripts is disabled | Orlando Patch 1          | at the hour |
        | memory, hotfix  | "CORP\bob", an administrator | Not enough memory resources | Orlando Patch 2 Hotfix 1 | at the hour |
        | no class family | "CORP\bob", an ordinary user | Invalid class Win32_Service | Paris Patch 1            | at the hour |

      Examples: Occasions
        | case              | account                      | text                        | assigned         | way          |
        | execution, before | "LocalSystem"                | Running scripts is disabled | New York Patch 9 | by command   |
        | memory, click     | "CORP\bob", an ordinary user | Not enough memory resources | Orlando Patch 3  | by hand      |
        | no class, start   | "CORP\bob", an ordinary user | Invalid class Win32_Service | Orlando Patch 3  | at its start |
        | execution, pin    | "bob", an ordinary user      | Running scripts is disabled | Orlando Patch 4  | by its pin   |

    Scenario: Another reason at the next upgrade is logged as such
      Given the script that asks for the account of "berlin" fails with "Invalid class Win32_Service"
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      And the script that asks for the account of "berlin" fails with "Not enough memory resources"
      When "berlin" is asked to upgrade to Orlando Patch 4 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, then Orlando Patch 4
      And the agent log of "berlin" says "Continuing with upgrade, but the following issue was encountered during upgradeCheck: Not enough memory resources"

    Scenario: A run in which the script fails resolves what an earlier one has met, as any other does
      Given the script that asks for the account of "berlin" fails with "Invalid class Win32_Service"
      And the host of "berlin" has 0.5 GB of free disk space
      And "berlin" is asked to upgrade to Orlando Patch 3 at the hour
      When the host of "berlin" has 50 GB of free disk space
      And the next check is over
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3, and has no open issue

    Scenario: The script of one host fails, and the service of the other is tested
      Given the MID Server "berlina" runs Orlando Patch 2 on Windows
      And the script that asks for the account of "berlin" fails with "Invalid class Win32_Service"
      And the service of "berlina" runs as "CORP\bob", an ordinary user
      When "berlin" and "berlina" are asked to upgrade to Orlando Patch 3 at the hour
      Then "berlin" has run Orlando Patch 2, then Orlando Patch 3
      And the message "Continuing with upgrade, but the following issue was encountered during upgradeCheck: ..." of "berlina" is not recorded
      And "berlina" upgrades to Orlando Patch 3 once all is well, and not before
