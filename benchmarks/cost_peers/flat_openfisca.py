"""A flat sum for every second of so many people, with OpenFisca or PolicyEngine: prints the pence of all.

Both have the same names for the same things, since the one grew out of the other; the third argument says
which. Amounts are theirs as they hold them, in 32 bits.
"""

import sys
from importlib import import_module

import numpy

people, pence, core = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
entities = import_module(f"{core}.entities")
periods = import_module(f"{core}.periods")
system = import_module(f"{core}.taxbenefitsystems")
builder = import_module(
    f"{core}.simulations" if core == "policyengine_core" else f"{core}.simulation_builder"
)
variables = import_module(f"{core}.variables")

Person = entities.build_entity(key="person", plural="persons", label="Person", is_person=True)


class care_leaver(variables.Variable):  # noqa: N801 - a variable is found by the name of its class
    value_type = bool
    entity = Person
    label = "care leaver"
    definition_period = periods.YEAR if core == "policyengine_core" else periods.DateUnit.YEAR


class allowance(variables.Variable):  # noqa: N801
    value_type = float
    entity = Person
    label = "allowance"
    definition_period = care_leaver.definition_period

    def formula(person, period):  # noqa: N805 - the form that both ask for
        return person("care_leaver", period) * (pence / 100)


rules = system.TaxBenefitSystem([Person])
rules.add_variables(care_leaver, allowance)
simulation = builder.SimulationBuilder().build_default_simulation(rules, people)
simulation.set_input("care_leaver", "2023", numpy.arange(people) % 2 == 0)
paid = simulation.calculate("allowance", "2023")
print(round(float(paid.sum()) * 100))
