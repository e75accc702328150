Feature: Tests before an upgrade, at every moment
  Errors keep an upgrade back, whatever has asked for it.
  Documentation: MID Server upgrades, "Upgrade methods", "Pre-upgrade check".

  @AUTO-PRECHECK-GATES
  Rule: Errors of the tests hold an upgrade back

    @mid
    Scenario: Tests before an upgrade
      Then at every moment whoever reports tests without errors has done so for this very upgrade, unless they are off

    @mid
    Scenario: Errors hold back
      Then at every moment no package is stored between a report of errors and the next report without one
