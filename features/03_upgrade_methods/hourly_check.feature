@mid
Feature: The hourly check
  A MID Server asks its instance once an hour which version it should run. No setting changes the hour, so that an
  administrator who has assigned a version can rely on it. Full hours may count from the start of the MID Server's process,
  from its being Up, or from its first check. The command autoUpgrade makes a MID Server ask sooner; only while nobody answers it is sent here.
  Documentation: MID Server upgrades, "Upgrade methods" and "Version control properties".

  Background:
    Given the MID Server "berlin" runs Orlando Patch 1

  @AUTO-HOURLY
  Rule: A MID Server that is left alone asks every hour, and only then

    Scenario: Nothing is asked in the first 49 minutes
      When "berlin" has been running for 49 minutes
      Then "berlin" has not checked
      And "berlin" still follows the instance

    Scenario: The first check after the start comes after an hour, to the second
      When "berlin" has been running for 1 hour and 30 minutes
      Then "berlin" has checked once, on the hour
      And "berlin" still follows the instance

    Scenario: A day has 24 checks
      When "berlin" has been running for 24 hours
      Then "berlin" has checked 24 times, on the hour
      And "berlin" still follows the instance

    Scenario: Three days have 72 checks
      When "berlin" has been running for 72 hours
      Then "berlin" has checked 72 times, on the hour
      And "berlin" still follows the instance

    Scenario Outline: A version that is assigned between two checks waits for the next
      Given "berlin" has been running for <before>
      When Orlando Patch 2 is assigned
      And "berlin" has been running for 1 hour
      Then "berlin" has checked once, on the hour
      When there is time for an upgrade
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2

      Examples:
        | case                | before     |
        | right after a check | 1 second   |
        | half an hour later  | 30 minutes |
        | towards the next    | 49 minutes |

    Scenario: A version that is assigned and put back between two checks leaves no trace
      Given "berlin" has been running for 10 minutes
      And Orlando Patch 2 is assigned
      And "berlin" has been running for 40 minutes
      And Orlando Patch 1 is assigned
      When "berlin" has been running for 2 hours
      Then "berlin" has checked 2 times, on the hour
      And the instance has seen "berlin" as Up
      And "berlin" still follows the instance

    Scenario Outline: A check that got no answer is followed by the next an hour later
      Given <trouble>
      And Orlando Patch 2 is assigned
      When "berlin" has been running for 3 hours
      Then "berlin" has checked 3 times, on the hour
      And "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case               | trouble                                                       |
        | connection refused | the instance refuses connections                              |
        | time-out           | the instance does not answer in time                          |
        | unknown name       | the instance cannot be found                                  |
        | error              | the instance answers questions for the version with error 500 |
        | login refused      | the instance answers questions for the version with error 401 |

    Scenario Outline: A MID Server that an error keeps from upgrading checks every hour
      Given <error>
      And <assigned> is assigned
      When "berlin" has been running for 5 hours and 30 minutes
      Then "berlin" has checked every hour, however long its attempts took
      And "berlin" upgrades to <assigned> once all is well

      Examples:
        | case                  | error                                              | assigned                 |
        | too little disk space | the host of "berlin" has 0.5 GB of free disk space | Orlando Patch 2          |
        | no download site      | the download site refuses connections              | Orlando Patch 1 Hotfix 1 |

    Scenario Outline: A MID Server that is Upgrade Failed checks every hour
      Given <trouble>
      When "berlin" is asked to upgrade to <assigned> at the hour
      Then "berlin" is Upgrade Failed
      When "berlin" has been running for 5 hours and 30 minutes
      Then "berlin" has checked every hour, however long its attempts took

      Examples:
        | case                    | trouble                                                        | assigned         |
        | failed test             | the host of "berlin" has 0.5 GB of free disk space             | Paris Patch 1    |
        | download, family before | the download site answers requests for packages with error 500 | New York Patch 9 |

    Scenario: The hour stays the same while a command runs
      Given the host of "berlin" takes 4 hours to run "hostname"
      When the command "hostname" is sent to "berlin"
      And "berlin" has been running for 3 hours
      Then "berlin" has checked 3 times, on the hour
      And "berlin" still follows the instance

    Scenario Outline: A command that comes while the instance does not answer does not end the checks
      Given the instance <trouble>
      And Orlando Patch 2 is assigned
      When the command "<command>" is sent to "berlin"
      And "berlin" has been running for 2 hours and 30 minutes
      Then "berlin" upgrades to Orlando Patch 2 once all is well

      Examples:
        | case                        | trouble                           | command     |
        | connection refused          | refuses connections               | hostname    |
        | time-out, to upgrade        | does not answer in time           | autoUpgrade |
        | unknown name, the threads   | cannot be found                   | threaddump  |
        | error, to send back the log | answers everything with error 503 | grabLog     |

    Scenario: An upgrade that took its host 20 minutes is followed by a check within the hour
      Given the host of "berlin" takes 20 minutes to restart the service
      When "berlin" is asked to upgrade to Orlando Patch 2 at the hour
      And 2 hours pass
      Then "berlin" has run Orlando Patch 1, then Orlando Patch 2
      And "berlin" has checked again an hour after its upgrade began or ended

    Scenario: A restart of the instance leaves the hour as it is
      Given "berlin" has been running for 20 minutes
      When the instance is restarted
      And "berlin" has been running for 2 hours
      Then "berlin" has checked 2 times, on the hour
      And "berlin" still follows the instance

    Scenario: A MID Server that was started again counts its hours anew
      Given "berlin" has been running for 40 minutes
      And "berlin" is stopped
      When "berlin" is started
      And "berlin" has been running for 2 hours and 30 minutes
      Then "berlin" has checked 2 times, on the hour
      And "berlin" still follows the instance

    Scenario Outline: The parameter for the time between two looks into the queue does not change the hour
      Given the parameter mid.poll.time of "berlin" is <seconds>
      When "berlin" has been running for 2 hours
      Then "berlin" has checked 2 times, on the hour
      And "berlin" still follows the instance

      Examples:
        | case   | seconds |
        | longer | "300"   |
        | sooner | "10"    |
