"""The product. Imports point downwards only.

wiring      which adapter serves which port
edge/       what comes in; adapters/ what is asked outside
use_cases/  one class per thing a caller wants; ports what they need from outside
texts/, log, settings    sentences, log lines, environment
domain/     the rules
structs     what the classes of all of them are made of
"""
