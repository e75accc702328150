Feature: In the end
  Once everything works again and everybody was left alone for some hours, all is as it should be.
  Documentation: MID Server upgrades, "Upgrade methods".

  @AUTO-DIFFERENT
  Rule: A version other than the running one starts an upgrade, and the same one starts nothing

    @mid
    Scenario: The assigned version runs in the end
      Then at every moment whoever is Up and validated five hours after all was put right runs what is assigned
